using System.Text;

namespace Groundwork.Models.Calls;

/// <summary>Takes the key and the texts of the request out of what a server says, because servers echo both.</summary>
/// <param name="key">The key of this call, or null.</param>
/// <param name="requestTexts">Texts that were sent: messages, tool results, inputs.</param>
internal sealed class Redaction(string? key, IReadOnlyList<string> requestTexts)
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
        foreach (var sent in requestTexts)
        {
            var trimmed = sent.AsSpan().Trim();
            if (trimmed.Length < EchoChars)
            {
                // A short text is an echo only as a whole; two or three letters occur in any message.
                if (trimmed.Length > 3)
                    MarkAll(text, trimmed, echoed);
                continue;
            }

            for (var start = 0; start + EchoChars <= text.Length; start++)
                if (sent.AsSpan().IndexOf(text.AsSpan(start, EchoChars), StringComparison.Ordinal) >= 0)
                    echoed.AsSpan(start, EchoChars).Fill(true);
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

    private static void MarkAll(string text, ReadOnlySpan<char> sent, bool[] echoed)
    {
        for (var from = 0; from < text.Length;)
        {
            var at = text.AsSpan(from).IndexOf(sent, StringComparison.Ordinal);
            if (at < 0)
                return;
            echoed.AsSpan(from + at, sent.Length).Fill(true);
            from += at + sent.Length;
        }
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
