using Groundwork.Language;

namespace Groundwork.Knowledge.Answering;

/// <summary>
/// Whether a passage carries a claim, judged without a model: enough of the claim's content words stand there, every number of the
/// claim stands there, and neither side alone is negated. A lexical baseline: it can miss a contradiction in other words.
/// </summary>
internal static class ClaimSupport
{
    // Half of the content words: paraphrases keep about that many, invented sentences on the same topic keep fewer.
    private const double LeastCoverage = 0.5;

    private const double PairMargin = 0.15;

    /// <summary>The shortest run of at most two sentences of the passage that carries the claim, or null.</summary>
    public static TextSpan? Find(string claim, string passage, LanguageCode language)
    {
        var wanted = ContentTerms(claim, language);
        if (wanted.Count == 0) return null;
        var sentences = SentenceSplitter.Split(passage, language);
        var (best, bestCoverage) = Best([.. sentences]);

        // A longer window must earn its length.
        var pairs = sentences.Zip(sentences.Skip(1), (first, second) => TextSpan.FromBounds(first.Start, second.End)).ToArray();
        if (Best(pairs) is var (pair, pairCoverage) && (pairCoverage > bestCoverage + PairMargin || (bestCoverage < LeastCoverage && pairCoverage >= LeastCoverage)))
            (best, bestCoverage) = (pair, pairCoverage);
        return bestCoverage >= LeastCoverage ? best : null;

        (TextSpan? Window, double Coverage) Best(TextSpan[] windows)
        {
            (TextSpan? Window, double Coverage) found = (null, 0);
            foreach (var window in windows)
                if (Coverage(claim, wanted, window.Of(passage), language) is var coverage && coverage > found.Coverage) found = (window, coverage);
            return found;
        }
    }

    /// <summary>Whether this text carries the claim.</summary>
    public static bool Carries(string text, string claim, LanguageCode language)
    {
        var wanted = ContentTerms(claim, language);
        return wanted.Count > 0 && Coverage(claim, wanted, text, language) >= LeastCoverage;
    }

    /// <summary>Whether every number of the claim stands in the text, however either language writes its separators.</summary>
    public static bool HasDigitsOf(string text, string claim)
    {
        var present = Numbers(text).Select(DigitsOf).ToHashSet(StringComparer.Ordinal);
        return Numbers(claim).All(number => present.Contains(DigitsOf(number)));
    }

    private static string DigitsOf(string number) => string.Concat(number.Where(char.IsDigit)).TrimStart('0');

    private static double Coverage(string claim, HashSet<string> wanted, string text, LanguageCode language)
    {
        var numbers = Numbers(text);
        foreach (var number in Numbers(claim))
            if (!numbers.Contains(number)) return 0;
        var present = ContentTerms(text, language);
        var coverage = wanted.Count(present.Contains) / (double)wanted.Count;
        return coverage > 0 && Negation.IsIn(claim, language) == Negation.IsIn(Nearest(wanted, text, language), language) ? coverage : 0;
    }

    // The sentence that says most of the claim. A "not" in its neighbour denies something else.
    private static string Nearest(HashSet<string> wanted, string text, LanguageCode language)
    {
        var sentences = SentenceSplitter.Split(text, language);
        return sentences.Count < 2 ? text : sentences.Select(s => s.Of(text)).MaxBy(s => wanted.Count(ContentTerms(s, language).Contains))!;
    }

    private static HashSet<string> ContentTerms(string text, LanguageCode language)
    {
        var terms = new List<Term>();
        new TextAnalyzer(language).Analyze(text, terms);
        return terms.Where(t => !t.IsStopWord).Select(t => t.Text).ToHashSet(StringComparer.Ordinal);
    }

    // 1,000 and 1000 are the same number; 3.5 and 35 are not.
    private static HashSet<string> Numbers(string text)
    {
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsDigit(text[i])) continue;
            var start = i;
            while (i + 1 < text.Length && (char.IsDigit(text[i + 1]) || (text[i + 1] is '.' or ',' && i + 2 < text.Length && char.IsDigit(text[i + 2])))) i++;
            numbers.Add(Ungrouped(text[start..(i + 1)]));
        }

        return numbers;
    }

    private static string Ungrouped(string number)
    {
        var groups = number.Split(',');
        return groups.Length > 1 && groups.Skip(1).All(g => g.Length == 3 || (g.Length > 3 && g[3] == '.')) ? string.Concat(groups) : number.TrimStart('0') is { Length: > 0 } trimmed ? trimmed : "0";
    }
}
