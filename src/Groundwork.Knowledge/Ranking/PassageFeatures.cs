using Groundwork.Knowledge.Understanding;
using Groundwork.Language;

namespace Groundwork.Knowledge.Ranking;

/// <summary>What can be seen of a question and a passage together, as numbers that mean the same in every collection.</summary>
/// <remarks>Question words weigh by their rarity in the collection: ln(1 + entries / entries with it). Stop words are left out.</remarks>
internal static class PassageFeatures
{
    // Positions within which words say something together: about a sentence.
    private const int WindowWords = 24;
    private const int PairReach = 8;
    private const double TypicalWords = 120;
    private const int MostCharacters = 8000;

    /// <summary>Names, in the order of the numbers. All are 0..1 except the length, which is about 1.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "score", "rank", "coverage", "title coverage", "heading coverage", "title precision", "heading precision", "nearness", "ordered pairs", "near pairs", "frequency", "likelihood", "length", "early", "document",
    ];

    /// <summary>By passage: its numbers.</summary>
    /// <param name="question">The words of the question.</param>
    /// <param name="passages">The passages, best first.</param>
    /// <param name="rarity">By word of the question as it is written.</param>
    public static double[][] Of(string question, IReadOnlyList<Passage> passages, IReadOnlyDictionary<string, double> rarity)
    {
        var wanted = new Dictionary<LanguageCode, Wanted>();
        var top = passages.Count == 0 ? 0 : passages.Max(p => p.FirstScore);
        var bestOf = passages.GroupBy(p => p.Chunk.Document).ToDictionary(g => g.Key, g => g.Select(p => p.FirstScore).OrderDescending().Take(2).ToArray());
        var features = new double[passages.Count][];
        for (var i = 0; i < features.Length; i++)
        {
            var passage = passages[i];
            if (!wanted.TryGetValue(passage.Language, out var words)) wanted.Add(passage.Language, words = Wanted.Of(question, passage.Language, rarity));
            features[i] = Seen(words, passage);
            features[i][0] = top > 0 ? Math.Max(0, passage.FirstScore / top) : 0;
            features[i][1] = 1 / Math.Sqrt(i + 1);
            var scores = bestOf[passage.Chunk.Document];
            var other = scores[0] != passage.FirstScore ? scores[0] : scores.Length > 1 ? scores[1] : 0;
            features[i][14] = top > 0 ? Math.Max(0, other / top) : 0;
        }

        Spread(features, 11);
        return features;
    }

    /// <summary>The words of a question whose rarity <see cref="Of"/> asks for.</summary>
    public static IReadOnlyCollection<string> WordsOf(string question, IEnumerable<LanguageCode> languages) =>
        languages.Distinct().SelectMany(l => ContentWords.Of(ContentWords.Head(question, MostCharacters), l)).Select(w => w.Written).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();

    private static double[] Seen(Wanted wanted, Passage passage)
    {
        var numbers = new double[Names.Count];
        var body = Places(ContentWords.Head(passage.Chunk.Text, MostCharacters), passage.Language, out var length);
        var title = ContentWords.Of(passage.Title, passage.Language).Select(w => w.Stem).ToHashSet(StringComparer.Ordinal);
        var headings = passage.Chunk.Headings.SelectMany(h => ContentWords.Of(h, passage.Language)).Select(w => w.Stem).ToHashSet(StringComparer.Ordinal);
        var last = passage.Chunk.Headings.Count == 0 ? [] : ContentWords.Of(passage.Chunk.Headings[^1], passage.Language).Select(w => w.Stem).ToHashSet(StringComparer.Ordinal);
        numbers[2] = wanted.ShareOf(s => body.ContainsKey(s));
        numbers[3] = wanted.ShareOf(title.Contains);
        numbers[4] = wanted.ShareOf(headings.Contains);
        numbers[5] = title.Count == 0 ? 0 : title.Count(wanted.Has) / (double)title.Count;
        numbers[6] = last.Count == 0 ? 0 : last.Count(wanted.Has) / (double)last.Count;
        numbers[7] = wanted.BestWindow(body, WindowWords);
        (numbers[8], numbers[9]) = wanted.PairsIn(body, PairReach);
        numbers[10] = wanted.ShareOf(s => body.TryGetValue(s, out var at) ? at.Count / (at.Count + 1.2) : 0);
        numbers[11] = wanted.Likelihood(body, length);
        numbers[12] = Math.Log(1 + length) / Math.Log(1 + TypicalWords);
        var first = wanted.FirstIn(body);
        numbers[13] = first is { } place ? 1 / (1 + (place / 40.0)) : 0;
        return numbers;
    }

    // By stem: the positions at which it stands, ascending.
    private static Dictionary<string, List<int>> Places(string text, LanguageCode language, out int length)
    {
        var terms = new List<Term>();
        new TextAnalyzer(language).Analyze(text, terms);
        length = terms.Count == 0 ? 0 : terms[^1].Position + 1;
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var term in terms)
        {
            if (!places.TryGetValue(term.Text, out var at)) places.Add(term.Text, at = []);
            at.Add(term.Position);
        }

        return places;
    }

    // To 0..1 among the passages of one question; 0 where all are alike.
    private static void Spread(double[][] features, int at)
    {
        if (features.Length == 0) return;
        var (least, most) = (features.Min(f => f[at]), features.Max(f => f[at]));
        foreach (var numbers in features) numbers[at] = most > least ? (numbers[at] - least) / (most - least) : 0;
    }
}
