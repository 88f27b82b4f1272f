using Groundwork.Language;

namespace Groundwork.Search.Writing;

/// <summary>One analyser per language, for one thread.</summary>
internal sealed class AnalyzerSet
{
    private const int MostLanguages = 64;
    private readonly Dictionary<string, TextAnalyzer> _analyzers = new(StringComparer.Ordinal);
    private long _owners;

    /// <summary>The language as it is kept in the index: no code at all means undetermined.</summary>
    public static LanguageCode Known(LanguageCode language) => string.IsNullOrEmpty(language.Code) ? LanguageCode.Undetermined : language;

    /// <summary>Another number under which a receiver may leave notes on the words of these analysers.</summary>
    public long NextOwner() => ++_owners;

    public TextAnalyzer For(LanguageCode language)
    {
        language = Known(language);
        if (_analyzers.TryGetValue(language.Code, out var analyzer)) return analyzer;
        // Language codes come from outside; made-up ones must not fill the memory.
        if (_analyzers.Count >= MostLanguages) _analyzers.Clear();
        analyzer = new TextAnalyzer(language);
        _analyzers.Add(language.Code, analyzer);
        return analyzer;
    }
}
