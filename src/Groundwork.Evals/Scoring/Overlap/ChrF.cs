using System.Text;

namespace Groundwork.Evals.Scoring.Overlap;

/// <summary>
/// Character n-gram F-score (Popović 2015; with words, chrF++, Popović 2017) as sacreBLEU computes it: characters of order 1 to 6 without blanks, beta 2,
/// precision and recall averaged over the orders that both texts have.
/// </summary>
internal static class ChrF
{
    private const int CharacterOrder = 6;
    private const double BetaSquared = 4;

    /// <summary>Counts against the reference with the greatest score.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="references">At least one.</param>
    /// <param name="wordOrder">0 for chrF, 2 for chrF++.</param>
    public static IReadOnlyList<OverlapCount> BestCounts(string text, IReadOnlyList<string> references, int wordOrder) =>
        references.Select(reference => Counts(text, reference, wordOrder)).MaxBy(Score)!;

    /// <summary>The score of counts, 0..1.</summary>
    public static double Score(IReadOnlyList<OverlapCount> counts)
    {
        var orders = 0;
        var precision = 0.0;
        var recall = 0.0;
        foreach (var (given, expected, shared) in counts)
        {
            if (given == 0 || expected == 0)
                continue;
            orders++;
            precision += (double)shared / given;
            recall += (double)shared / expected;
        }

        if (precision == 0 || recall == 0)
            return 0;
        precision /= orders;
        recall /= orders;
        return Math.Min(1, (1 + BetaSquared) * precision * recall / ((BetaSquared * precision) + recall));
    }

    private static List<OverlapCount> Counts(string text, string reference, int wordOrder)
    {
        var characters = new NGrams<Rune>();
        var counts = Pair(characters.Count(Characters(text), CharacterOrder), characters.Count(Characters(reference), CharacterOrder)).ToList();
        if (wordOrder == 0)
            return counts;
        var words = new NGrams<string>(StringComparer.Ordinal);
        counts.AddRange(Pair(words.Count(Words(text), wordOrder), words.Count(Words(reference), wordOrder)));
        return counts;
    }

    private static IEnumerable<OverlapCount> Pair(IReadOnlyList<IReadOnlyDictionary<int, int>> given, IReadOnlyList<IReadOnlyDictionary<int, int>> expected) =>
        given.Zip(expected, (left, right) => new OverlapCount(left.Values.Sum(), right.Values.Sum(), NGrams<Rune>.Shared(left, right)));

    private static List<Rune> Characters(string text) => [.. text.EnumerateRunes().Where(rune => !Rune.IsWhiteSpace(rune))];

    /// <summary>What stands between blanks, with one mark at its end or, without one there, at its beginning as a word of its own.</summary>
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Length > 1 && IsMark(word[^1]))
                words.AddRange([word[..^1], word[^1..]]);
            else if (word.Length > 1 && IsMark(word[0]))
                words.AddRange([word[..1], word[1..]]);
            else
                words.Add(word);
        }

        return words;
    }

    private static bool IsMark(char sign) => char.IsAscii(sign) && (char.IsPunctuation(sign) || char.IsSymbol(sign));
}
