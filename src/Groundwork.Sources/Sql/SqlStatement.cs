namespace Groundwork.Sources.Sql;

/// <summary>Makes sure that a text is one statement that reads. The database is opened so that nothing else would work either; this says so before.</summary>
internal static class SqlStatement
{
    private const int MaxCharacters = 100_000;

    /// <summary>The statement without a semicolon at its end.</summary>
    /// <exception cref="SourceException">It is none, several, or one that does not begin with SELECT, WITH, VALUES or TABLE.</exception>
    public static string One(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxCharacters) throw Bad(FormattableString.Invariant($"it has {text.Length} characters, and {MaxCharacters} is the limit"));
        if (text.Contains('\0', StringComparison.Ordinal)) throw Bad("it holds a zero character");
        var end = text.Length;
        var first = -1;
        for (var at = 0; at < text.Length;)
        {
            var next = AfterToken(text, at);
            if (next < 0) throw Bad("a quotation or comment in it does not end");
            if (!IsBlank(text, at))
            {
                if (end < text.Length) throw Bad("it is more than one statement; only one is run");
                if (text[at] == ';') end = at;
                else if (first < 0) first = at;
            }

            at = next;
        }

        if (first < 0) throw Bad("it is empty");
        var word = new string([.. text.Skip(first).TakeWhile(char.IsAsciiLetter)]);
        if (!Array.Exists(["select", "with", "values", "table"], w => w.Equals(word, StringComparison.OrdinalIgnoreCase)))
            throw Bad($"it begins with \"{word}\"; a source only reads, with SELECT");
        return text[..end];
    }

    private static bool IsBlank(string text, int at) =>
        char.IsWhiteSpace(text[at]) || text.AsSpan(at).StartsWith("--") || text.AsSpan(at).StartsWith("/*");

    // Position behind a blank, a comment, a quotation or one character; -1 when it does not end.
    private static int AfterToken(string text, int at)
    {
        var rest = text.AsSpan(at);
        if (rest.StartsWith("--"))
        {
            var line = text.IndexOf('\n', at);
            return line < 0 ? text.Length : line + 1;
        }

        if (rest.StartsWith("/*")) return AfterComment(text, at);
        if (text[at] is '\'' or '"' or '`') return AfterQuote(text, at, text[at]);

        // What PostgreSQL quotes with dollar signs counts as written here: a semicolon in it is refused, which is the safe side.
        return at + 1;
    }

    // PostgreSQL lets comments stand inside each other and SQLite does not. Ending at the first end shows more of the text as statements, never less.
    private static int AfterComment(string text, int at)
    {
        var end = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
        return end < 0 ? -1 : end + 2;
    }

    private static int AfterQuote(string text, int at, char quote)
    {
        var end = text.IndexOf(quote, at + 1);
        return end < 0 ? -1 : end + 1;
    }

    private static SourceException Bad(string why) => new(SourceFailure.BadSpecification, $"The query cannot be used: {why}.");
}
