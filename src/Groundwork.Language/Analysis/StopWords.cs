using System.Collections.Frozen;

namespace Groundwork.Language.Analysis;

/// <summary>Function words of a language: our own lists, one text file each. Negations are left out, because they turn a statement round.</summary>
internal static class StopWords
{
    /// <summary>Codes with a list, in alphabetical order.</summary>
    public static readonly string[] Languages = ["ar", "de", "en", "es", "fr", "it", "nl", "pt", "ru", "zh"];

    private static readonly FrozenDictionary<string, Lazy<FrozenSet<string>>> s_byLanguage =
        Languages.ToFrozenDictionary(code => code, code => new Lazy<FrozenSet<string>>(() => Load(code)), StringComparer.Ordinal);

    /// <summary>Lower-case forms, with their accents and without; empty for a language without a list.</summary>
    public static FrozenSet<string> For(LanguageCode language) =>
        s_byLanguage.TryGetValue(language.Code ?? string.Empty, out var words) ? words.Value : FrozenSet<string>.Empty;

    private static FrozenSet<string> Load(string code)
    {
        using var resource = typeof(StopWords).Assembly.GetManifestResourceStream($"Groundwork.Language.Analysis.StopWords.{code}.txt")!;
        using var reader = new StreamReader(resource);
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in reader.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var normal = Normalization.Normalize(word);
            words.Add(normal);
            words.Add(Diacritics.Remove(normal));
        }

        return words.ToFrozenSet(StringComparer.Ordinal);
    }
}
