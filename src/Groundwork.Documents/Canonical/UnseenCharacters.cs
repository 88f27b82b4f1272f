using System.Buffers;

namespace Groundwork.Documents.Canonical;

/// <summary>
/// Finds characters that show a reader something else than a program reads: overrides of the writing direction, and tag characters outside
/// of flags (Unicode Technical Report 36, sections 2.6 and 3). They stay in the text, since citations are exact; the document says so.
/// </summary>
internal static class UnseenCharacters
{
    // LEFT-TO-RIGHT OVERRIDE and RIGHT-TO-LEFT OVERRIDE; embeddings and isolates are ordinary in bidirectional text.
    private const string Overrides = "\u202D\u202E";

    // Tag characters are U+E0000..U+E007F, all behind this high surrogate; a flag starts with U+1F3F4.
    private const char TagHigh = '\uDB40';
    private const char LastTagLow = '\uDC7F';
    private const string FlagStart = "\U0001F3F4";

    private static readonly SearchValues<char> s_suspects = SearchValues.Create(Overrides + TagHigh);

    /// <summary>What to say about a text; null when there is nothing suspicious in it.</summary>
    public static string? Note(ReadOnlySpan<char> text)
    {
        int overrides = 0, tags = 0, first = -1, endOfFlag = 0;
        for (var at = Next(text, 0); at >= 0; at = Next(text, at + 1))
        {
            if (text[at] != TagHigh) overrides++;
            else if (at + 1 >= text.Length || text[at + 1] > LastTagLow) continue;
            else if (at == endOfFlag || text[..at].EndsWith(FlagStart))
            {
                endOfFlag = at + 2;
                continue;
            }
            else tags++;

            if (first < 0) first = at;
        }

        return first < 0 ? null : FormattableString.Invariant(
            $"Suspicious: the text holds {overrides} characters that turn the writing direction and {tags} invisible tag characters (first at offset {first}). What a person sees may differ from what is read here.");
    }

    private static int Next(ReadOnlySpan<char> text, int from)
    {
        var found = text[from..].IndexOfAny(s_suspects);
        return found < 0 ? -1 : from + found;
    }
}
