using Groundwork.Evals.Scoring.Answers;
using Groundwork.Language;

namespace Groundwork.Evals.Scoring.Overlap;

/// <summary>ROUGE (Lin 2004) with beta 1 as rouge_score computes it: without stemming; folded tokens, characters in scripts without blanks.</summary>
internal static class Rouge
{
    // Steps of 64 cells: some seconds of work.
    private const long MostCells = 20_000_000_000;
    private const long MostCellsOfSummary = 25_000_000;

    public static IReadOnlyList<string> Tokens(string text) => AnswerText.Tokens(text, LanguageCode.Undetermined);

    /// <summary>Longest common subsequence of the whole texts; null when they are too long to compare.</summary>
    public static TokenOverlap? SentenceLevel(string text, string reference, CancellationToken cancellationToken)
    {
        var given = Tokens(text);
        var expected = Tokens(reference);
        if ((long)given.Count * expected.Count > MostCells)
            return null;
        return Overlap(CommonSubsequence.Length(expected, given, cancellationToken), given.Count, expected.Count);
    }

    /// <summary>For each sentence of the reference the union of its common subsequences with all sentences of the text (ROUGE-Lsum); null when they are too long.</summary>
    public static TokenOverlap? SummaryLevel(string text, string reference, LanguageCode language, CancellationToken cancellationToken)
    {
        var given = Sentences(text, language);
        var expected = Sentences(reference, language);
        var givenLength = given.Sum(sentence => sentence.Count);
        var expectedLength = expected.Sum(sentence => sentence.Count);
        if ((long)givenLength * expectedLength > MostCellsOfSummary)
            return null;
        var leftGiven = Bag(given);
        var leftExpected = Bag(expected);
        var hits = 0;
        foreach (var sentence in expected)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var place in given.SelectMany(other => CommonSubsequence.Places(sentence, other)).Distinct().Order())
            {
                var token = sentence[place];
                if (leftGiven.GetValueOrDefault(token) == 0 || leftExpected[token] == 0)
                    continue;
                leftGiven[token]--;
                leftExpected[token]--;
                hits++;
            }
        }

        return Overlap(hits, givenLength, expectedLength);
    }

    /// <summary>Shared n-grams (ROUGE-N).</summary>
    public static TokenOverlap OfNGrams(string text, string reference, int n)
    {
        var grams = new NGrams<string>(StringComparer.Ordinal);
        var given = grams.Count(Tokens(text), n)[n - 1];
        var expected = grams.Count(Tokens(reference), n)[n - 1];
        return Overlap(NGrams<string>.Shared(given, expected), given.Values.Sum(), expected.Values.Sum());
    }

    private static TokenOverlap Overlap(int shared, int given, int expected) =>
        new(given == 0 ? 0 : (double)shared / given, expected == 0 ? 0 : (double)shared / expected);

    private static List<IReadOnlyList<string>> Sentences(string text, LanguageCode language) =>
        [.. text.Split('\n')
            .SelectMany(line => SentenceSplitter.Split(line, language).Select(span => Tokens(span.Of(line))))
            .Where(tokens => tokens.Count > 0)];

    private static Dictionary<string, int> Bag(List<IReadOnlyList<string>> sentences) =>
        sentences.SelectMany(tokens => tokens).GroupBy(token => token, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
}
