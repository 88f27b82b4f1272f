namespace Groundwork.Language.Analysis;

/// <summary>Articles and pronouns that French, Italian and Catalan join to the next word with an apostrophe.</summary>
internal static class Elisions
{
    private static readonly HashSet<string> s_french =
        new(["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"], StringComparer.Ordinal);

    private static readonly HashSet<string> s_italian = new(
        ["l", "d", "c", "m", "t", "s", "v", "un", "gl", "dell", "all", "dall", "nell", "sull", "quest", "quell", "bell", "sant", "tutt", "com", "dov", "cos"],
        StringComparer.Ordinal);

    private static readonly HashSet<string> s_catalan = new(["l", "d", "m", "t", "s", "n"], StringComparer.Ordinal);

    /// <summary>Code units of the prefix before the apostrophe, or 0.</summary>
    public static int PrefixLength(LanguageCode language, ReadOnlySpan<char> word)
    {
        var prefixes = language.Code switch { "fr" => s_french, "it" => s_italian, "ca" => s_catalan, _ => null };
        if (prefixes is null) return 0;
        var apostrophe = word.IndexOfAny('\'', '’', 'ʼ');
        if (apostrophe is <= 0 or > 7 || apostrophe == word.Length - 1) return 0;
        return prefixes.Contains(word[..apostrophe].ToString().ToLowerInvariant()) ? apostrophe : 0;
    }

    /// <summary>The prefix written out where that carries meaning: French n' is the negation ne.</summary>
    public static string FullForm(LanguageCode language, string prefix) =>
        string.Equals(language.Code, "fr", StringComparison.Ordinal) && string.Equals(prefix, "n", StringComparison.Ordinal) ? "ne" : prefix;
}
