using Groundwork.Language;

namespace Groundwork.Knowledge.Understanding;

/// <summary>Short forms with the long forms that a collection gives them.</summary>
internal sealed class AcronymBook
{
    // Short forms have several meanings; beyond these, one more is rather a mistake of the pattern.
    private const int MostLongForms = 2;
    private const int MostPairs = 50_000;
    private static readonly TextAnalyzer[] s_analyzers = [.. TextAnalyzer.StopWordLanguages.Select(code => new TextAnalyzer(new LanguageCode(code)))];
    private readonly Dictionary<string, Dictionary<string, int>> _longOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _shortOf = new(StringComparer.Ordinal);

    /// <summary>Makes a book.</summary>
    /// <param name="pairs">What texts explain, once for each time they do.</param>
    public AcronymBook(IEnumerable<(string Short, string Long)> pairs)
    {
        foreach (var (shortForm, longForm) in pairs)
        {
            if (_shortOf.Count >= MostPairs) return;
            _shortOf.TryAdd(Key(longForm), shortForm);
            if (!_longOf.TryGetValue(shortForm, out var forms)) _longOf.Add(shortForm, forms = new Dictionary<string, int>(StringComparer.Ordinal));
            forms[longForm.ToLowerInvariant()] = forms.GetValueOrDefault(longForm.ToLowerInvariant()) + 1;
        }
    }

    /// <summary>The other forms of what stands in a text, in order of their place, each with the pair that it is of.</summary>
    public IEnumerable<(string Other, string Short, string Long)> OthersOf(string text)
    {
        var words = WordSplitter.Split(text).Select(s => s.Of(text)).ToArray();
        for (var i = 0; i < words.Length; i++)
        {
            if (ShortFormOf(words[i]) is { } found)
                foreach (var form in _longOf[found].OrderByDescending(f => f.Value).ThenBy(f => f.Key, StringComparer.Ordinal).Take(MostLongForms))
                    yield return (form.Key, found, form.Key);
            for (var length = 2; length <= AcronymPairs.MostLongWords && i + length <= words.Length; length++)
            {
                var longForm = string.Join(' ', words, i, length);
                if (_shortOf.TryGetValue(Key(longForm), out var shortForm)) yield return (shortForm, shortForm, longForm);
            }
        }
    }

    /// <summary>Under what a long form is known, however it is written.</summary>
    public static string Key(string longForm) => string.Join(' ', WordSplitter.Split(longForm).Select(s => s.Of(longForm).ToLowerInvariant()));

    // A short form is known by its capitals. In small letters it may still be meant, unless it is an ordinary word, like "are" or "who".
    private string? ShortFormOf(string word)
    {
        if (_longOf.ContainsKey(word)) return word;
        if (word.Length < 3 || !word.All(char.IsLower)) return null;
        var upper = word.ToUpperInvariant();
        return _longOf.ContainsKey(upper) && !IsOrdinary(word) ? upper : null;
    }

    // In any language: which one a short question is in is hardly known.
    private static bool IsOrdinary(string word) => Array.Exists(s_analyzers, analyzer =>
    {
        var terms = new List<Term>();
        analyzer.Analyze(word, terms);
        return terms.Exists(t => t.IsStopWord);
    });
}
