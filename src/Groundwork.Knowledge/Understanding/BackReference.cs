using Groundwork.Language;

namespace Groundwork.Knowledge.Understanding;

/// <summary>How much a question needs what was said before it.</summary>
internal static class BackReference
{
    // Words that stand for something named before, and beginnings that go on with it; none that is as often an article, a formal address or a noun. A language that is not listed is judged by the number of content words alone.
    private static readonly Dictionary<string, string[]> s_words = new(StringComparer.Ordinal)
    {
        ["en"] = ["it", "its", "they", "them", "their", "theirs", "this", "that", "these", "those", "he", "him", "his", "she", "her", "hers", "there", "one", "ones", "same", "such", "also", "other", "others", "another", "both", "else", "too", "so", "then"],
        ["de"] = ["er", "ihn", "ihm", "dies", "diese", "dieser", "dieses", "diesem", "diesen", "davon", "dafür", "damit", "darin", "dazu", "dort", "auch", "solche", "andere", "dann"],
        ["es"] = ["él", "ella", "ellos", "ellas", "ello", "esto", "eso", "este", "esta", "estos", "estas", "ese", "esa", "esos", "esas", "allí", "también", "otro", "otra", "otros", "otras", "entonces"],
        ["fr"] = ["il", "elle", "ils", "elles", "cet", "cette", "ces", "cela", "ça", "celui", "celle", "ceux", "ses", "leur", "leurs", "aussi", "autre", "autres", "alors"],
        ["it"] = ["esso", "essa", "essi", "lui", "loro", "questo", "questa", "questi", "queste", "quello", "quella", "ciò", "suo", "sua", "suoi", "anche", "altro", "altri", "allora"],
        ["pt"] = ["ele", "ela", "eles", "elas", "isto", "isso", "este", "esta", "esse", "essa", "esses", "essas", "lá", "também", "outro", "outros", "então"],
        ["nl"] = ["hij", "hun", "dit", "deze", "ervan", "ook", "andere"],
        ["ru"] = ["он", "она", "оно", "они", "его", "ее", "её", "их", "им", "ней", "нем", "нём", "это", "этот", "эта", "эти", "этого", "этой", "тот", "та", "те", "там", "такой", "также", "тоже", "другой", "другие"],
        ["zh"] = ["它", "这", "那"],
        ["ja"] = ["それ", "これ", "あれ", "その", "この", "そこ", "彼", "彼女"],
    };

    private const int FewWords = 3;
    private const int ManyWords = 7;

    /// <summary>0 for a question that stands alone, 1 for one that says next to nothing by itself.</summary>
    /// <param name="text">The question.</param>
    /// <param name="contentWords">Its words that say what it is about.</param>
    /// <param name="language">Its language.</param>
    public static double NeedOf(string text, int contentWords, LanguageCode language)
    {
        var points = Refers(text, language) ? 0.5 : 0;
        var brevity = Math.Clamp((ManyWords - contentWords) / (double)(ManyWords - FewWords), 0, 1);
        return Math.Min(1, points + (0.5 * brevity));
    }

    private static bool Refers(string text, LanguageCode language)
    {
        if (!s_words.TryGetValue(language.Code ?? string.Empty, out var words)) return false;
        if (language.Code is "zh" or "ja") return Array.Exists(words, w => text.Contains(w, StringComparison.Ordinal));
        var terms = new List<Term>();
        new TextAnalyzer(LanguageCode.Undetermined).Analyze(text, terms);
        return terms.Exists(t => Array.Exists(words, w => t.Span.Of(text).Equals(w, StringComparison.OrdinalIgnoreCase)));
    }
}
