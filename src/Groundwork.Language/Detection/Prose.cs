namespace Groundwork.Language.Detection;

/// <summary>Separates prose from the code in it, which looks the same in every language.</summary>
internal static class Prose
{
    /// <summary>Overwrites with spaces what is between backticks on one line, and words that hold ://, a digit, an
    /// underscore, @, =, a backslash or a capital after a small letter.</summary>
    public static void BlankOutCode(Span<char> text)
    {
        BlankOutQuotedCode(text);
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            // Scripts without spaces make long words: only the ASCII part of one can be code.
            var end = at;
            while (end < text.Length && text[end] is > ' ' and < '\u007F') end++;
            if (end > at && IsCode(text[at..end])) text[at..end].Fill(' ');
            at = Math.Max(end, at + 1);
        }
    }

    private static bool IsCode(ReadOnlySpan<char> word)
    {
        if (word.ContainsAny("_@=\\") || word.ContainsAnyInRange('0', '9') || word.Contains("://", StringComparison.Ordinal)) return true;
        for (var i = 1; i < word.Length; i++)
            if (char.IsAsciiLetterUpper(word[i]) && char.IsAsciiLetterLower(word[i - 1]))
                return true;
        return false;
    }

    private static void BlankOutQuotedCode(Span<char> text)
    {
        var open = -1;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n') open = -1;
            if (text[i] != '`') continue;
            if (open >= 0)
            {
                text[open..(i + 1)].Fill(' ');
                open = -1;
            }
            else
            {
                open = i;
            }
        }
    }
}
