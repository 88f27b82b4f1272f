using System.Buffers;
using System.Text;

namespace Groundwork.Models.Calls;

/// <summary>Takes the key and the texts of the request out of what a server says, because servers echo both.</summary>
/// <param name="key">The key of this call, or null.</param>
/// <param name="requestTexts">Texts that were sent: messages, tool results, inputs. Read only when something is to be shown.</param>
internal sealed class Redaction(string? key, IEnumerable<string> requestTexts)
{
    // An echo of fewer characters cannot be told from words that a message and a prompt share by chance.
    private const int EchoChars = 12;
    private const int KeyPieceChars = 6;
    private const int MaxInput = 4096;
    private const int MaxExcerpt = 240;

    /// <summary>One line of at most 240 characters that is safe to show; empty if nothing is left.</summary>
    public string Excerpt(string said)
    {
        var text = said.Length > MaxInput ? said[..MaxInput] : said;
        text = WithoutRequestTexts(text);
        var line = new StringBuilder();
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0)
                line.Append(' ');
            line.Append(HoldsKey(word) ? "[key]" : Printable(word));
            if (line.Length > MaxExcerpt)
                break;
        }

        if (line.Length <= MaxExcerpt)
            return line.ToString();
        // Never half of a surrogate pair at the cut.
        var end = char.IsHighSurrogate(line[MaxExcerpt - 1]) ? MaxExcerpt - 1 : MaxExcerpt;
        return line.ToString(0, end) + "…";
    }

    private string WithoutRequestTexts(string text)
    {
        var echoed = new bool[text.Length];
        var pieces = new HashSet<string>(StringComparer.Ordinal);
        for (var start = 0; start + EchoChars <= text.Length; start++)
            pieces.Add(text.Substring(start, EchoChars));
        var anyPiece = SearchValues.Create([.. pieces], StringComparison.Ordinal);
        foreach (var sent in requestTexts)
        {
            var trimmed = sent.AsSpan().Trim();
            // A short text is an echo only as a whole; two or three letters occur in any message.
            if (trimmed.Length is > 3 and < EchoChars)
                MarkAll(text, trimmed, echoed);
            else if (trimmed.Length >= EchoChars)
                MarkPieces(text, trimmed, anyPiece, pieces, echoed);
        }

        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!echoed[i])
                kept.Append(text[i]);
            else if (i == 0 || !echoed[i - 1])
                kept.Append("[request text]");
        }

        return kept.ToString();
    }

    // One pass over what was sent, which may be megabytes, however much of the text echoes it.
    private static void MarkPieces(string text, ReadOnlySpan<char> sent, SearchValues<string> anyPiece, HashSet<string> unseen, bool[] echoed)
    {
        var pieces = unseen.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int at = 0, found; (found = sent[at..].IndexOfAny(anyPiece)) >= 0; at += found + 1)
        {
            var piece = sent.Slice(at + found, EchoChars);
            if (pieces.Remove(piece))
                MarkAll(text, piece, echoed);
        }
    }

    private static void MarkAll(string text, ReadOnlySpan<char> piece, bool[] echoed)
    {
        for (int at = 0, found; (found = text.AsSpan(at).IndexOf(piece, StringComparison.Ordinal)) >= 0; at += found + 1)
            echoed.AsSpan(at + found, piece.Length).Fill(true);
    }

    // Servers show keys whole, cut, or starred in the middle ("sk-ab***yz"): any recognisable piece counts.
    private bool HoldsKey(string word)
    {
        if (string.IsNullOrEmpty(key))
            return false;
        if (word.Contains("**", StringComparison.Ordinal) || word.Contains("••", StringComparison.Ordinal))
            return true;
        if (key.Length <= KeyPieceChars)
            return word.Contains(key, StringComparison.OrdinalIgnoreCase);
        for (var start = 0; start + KeyPieceChars <= key.Length; start++)
            if (word.AsSpan().Contains(key.AsSpan(start, KeyPieceChars), StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    private static string Printable(string word) =>
        string.Create(word.Length, word, static (chars, from) =>
        {
            for (var i = 0; i < chars.Length; i++)
                chars[i] = char.IsControl(from[i]) ? '·' : from[i];
        });
}
