using System.Text;
using System.Text.Unicode;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Mail;

/// <summary>Bytes of a text part become characters, and flowed lines become paragraphs.</summary>
internal static class MailText
{
    public static Encoding Windows1252 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252) ?? Encoding.Latin1;

    /// <summary>Decodes by the declared charset, else as UTF-8 where valid, else as windows-1252.</summary>
    /// <returns>The text, and whether it had to be guessed against or without a usable declaration.</returns>
    public static (string Text, bool IsGuess) Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        if (charset?.Trim().StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) == true)
            return (CanonicalText.Clean((charset.Trim().EndsWith("le", StringComparison.OrdinalIgnoreCase) ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes)), false);
        var declared = string.IsNullOrWhiteSpace(charset) ? null : TextDecoding.ByName(charset);
        if (declared is not null and not UTF8Encoding) return (CanonicalText.Clean(declared.GetString(bytes)), false);
        return Utf8.IsValid(bytes) ? (CanonicalText.Clean(Encoding.UTF8.GetString(bytes)), false) : (CanonicalText.Clean(Windows1252.GetString(bytes)), true);
    }

    /// <summary>Joins lines that were broken only to be sent (RFC 3676, 4).</summary>
    /// <param name="text">Lines end in <c>\n</c>.</param>
    /// <param name="deleteSpace">The parameter DelSp=yes: the space before a soft line end is not part of the text.</param>
    public static string Unflow(string text, bool deleteSpace)
    {
        var joined = new StringBuilder(text.Length);
        var isOpen = false;
        var openDepth = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range);
            var depth = line.Length - line.TrimStart('>').Length;
            var content = line[depth..];
            if (content.StartsWith(' ')) content = content[1..];
            // "-- " parts the signature; it is never soft.
            var isSignature = content is "-- ";
            if (isOpen && depth == openDepth && !isSignature)
            {
                joined.Append(content);
            }
            else
            {
                if (range.Start.Value > 0) joined.Append('\n');
                if (depth > 0) joined.Append('>', depth).Append(' ');
                joined.Append(content);
            }

            isOpen = content.EndsWith(' ') && !isSignature;
            openDepth = depth;
            if (isOpen && deleteSpace) joined.Length--;
        }

        return joined.ToString();
    }
}
