using Groundwork.Language;

namespace Groundwork.Knowledge.Understanding;

/// <summary>Short forms with the long forms that a collection gives them.</summary>
internal sealed class AcronymBook
{
    // Short forms have several meanings; beyond these, one more is rather a mistake of the pattern.
    private const int MostLongForms = 2;
    private const int MostPairs = 50_000;
    private readonly Dictionary<string, Dictionary<string, int>> _longOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _shortOf = new(StringComparer.Ordinal);

    public int Count => _shortOf.Count;

    /// <summary>Reads what a text explains.</summary>
    public void Learn(string text)
    {
        foreach (var (shortForm, longForm) in AcronymPairs.In(text))
        {
            if (_shortOf.Count >= MostPairs) return;
            var key = Key(longForm);
            _shortOf.TryAdd(key, shortForm);
            if (!_longOf.TryGetValue(shortForm, out var forms)) _longOf.Add(shortForm, forms = new Dictionary<string, int>(StringComparer.Ordinal));
            forms[longForm.ToLowerInvariant()] = forms.GetValueOrDefault(longForm.ToLowerInvariant()) + 1;
        }
    }

    /// <summary>The other forms of what stands in a text, in order of their place.</summary>
    public IEnumerable<string> OthersOf(string text)
    {
        var words = WordSplitter.Split(text).Select(s => s.Of(text)).ToArray();
        for (var i = 0; i < words.Length; i++)
        {
            // A short form is known by its capitals; a question all in small letters may still mean it.
            if (_longOf.TryGetValue(words[i], out var forms) || (words[i].Length > 2 && words[i].All(char.IsLower) && _longOf.TryGetValue(words[i].ToUpperInvariant(), out forms)))
                foreach (var form in forms.OrderByDescending(f => f.Value).ThenBy(f => f.Key, StringComparer.Ordinal).Take(MostLongForms))
                    yield return form.Key;
            for (var length = 2; length <= AcronymPairs.MostLongWords && i + length <= words.Length; length++)
                if (_shortOf.TryGetValue(Key(string.Join(' ', words, i, length)), out var shortForm))
                    yield return shortForm;
        }
    }

    private static string Key(string longForm) => string.Join(' ', WordSplitter.Split(longForm).Select(s => s.Of(longForm).ToLowerInvariant()));
}
