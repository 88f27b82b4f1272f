using System.Text;

namespace Groundwork.Sources.Web;

/// <summary>Text in the charset that its server names, which a reader of bytes cannot know.</summary>
internal static class PageText
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>The same text with a byte order mark and in UTF-8 if the server names another charset; else the bytes as they are.</summary>
    public static byte[] InUtf8(byte[] body, string? mediaType, string? charset)
    {
        if (charset is null || mediaType is null || !IsText(mediaType) || Encoding.UTF8.WebName.Equals(charset, StringComparison.OrdinalIgnoreCase) || Find(charset) is not { } encoding) return body;
        return [.. s_utf8.Preamble, .. Encoding.Convert(encoding, s_utf8, body)];
    }

    /// <summary>True for HTML and XHTML.</summary>
    public static bool IsHtml(string? mediaType) => mediaType is "text/html" or "application/xhtml+xml";

    private static bool IsText(string mediaType) => mediaType.StartsWith("text/", StringComparison.Ordinal) || IsHtml(mediaType) || mediaType.EndsWith("xml", StringComparison.Ordinal);

    private static Encoding? Find(string charset)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            // UTF-7 is known and never decoded.
            return null;
        }
    }
}
