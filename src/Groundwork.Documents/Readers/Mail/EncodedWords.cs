using System.Text;

namespace Groundwork.Documents.Readers.Mail;

/// <summary>Header text with encoded words, <c>=?charset?Q?text?=</c> (RFC 2047).</summary>
internal static class EncodedWords
{
    public static string Decode(string text)
    {
        if (!text.Contains("=?", StringComparison.Ordinal)) return text;
        var decoded = new StringBuilder();
        // Characters may be cut in two between words of the same charset, so their bytes are joined first.
        var pending = new List<byte>();
        var charset = "";
        var at = 0;
        while (at < text.Length)
        {
            var start = text.IndexOf("=?", at, StringComparison.Ordinal);
            if (start < 0 || Word(text, start) is not { } word)
            {
                var end = start < 0 ? text.Length : start + 2;
                Flush();
                decoded.Append(text, at, end - at);
                at = end;
                continue;
            }

            // White space between two encoded words is none.
            var between = text.AsSpan(at, start - at);
            if (pending.Count == 0 || !between.IsWhiteSpace() || !string.Equals(charset, word.Charset, StringComparison.OrdinalIgnoreCase))
            {
                var isJoined = pending.Count > 0 && between.IsWhiteSpace();
                Flush();
                if (!isJoined) decoded.Append(between);
            }

            charset = word.Charset;
            pending.AddRange(word.Bytes);
            at = word.End;
        }

        Flush();
        return decoded.ToString();

        void Flush()
        {
            if (pending.Count > 0) decoded.Append(MailText.Decode(pending.ToArray(), charset).Text);
            pending.Clear();
        }
    }

    private static (string Charset, byte[] Bytes, int End)? Word(string text, int start)
    {
        var afterCharset = text.IndexOf('?', start + 2);
        if (afterCharset < 0 || afterCharset - start > 64 || afterCharset + 2 >= text.Length || text[afterCharset + 2] != '?') return null;
        var end = text.IndexOf("?=", afterCharset + 3, StringComparison.Ordinal);
        if (end < 0) return null;
        var content = text.AsSpan(afterCharset + 3, end - afterCharset - 3);
        var charset = text[(start + 2)..afterCharset];
        if (charset.IndexOf('*', StringComparison.Ordinal) is var language and > 0) charset = charset[..language];
        return text[afterCharset + 1] switch
        {
            'b' or 'B' => (charset, TransferDecoding.Base64(Encoding.Latin1.GetBytes(content.ToString())), end + 2),
            'q' or 'Q' => (charset, TransferDecoding.QuotedPrintable(Encoding.Latin1.GetBytes(content.ToString().Replace('_', ' '))), end + 2),
            _ => null,
        };
    }
}
