using System.Text;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Web;

/// <summary>Finds the encoding that a page declares in a <c>meta</c> element or an XML declaration.</summary>
internal static class HtmlCharset
{
    // Browsers look at the first kilobyte; some pages put scripts before the declaration.
    private const int SearchedBytes = 4096;

    public static Encoding? Declared(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, SearchedBytes)]);
        if (head.StartsWith("<?xml", StringComparison.Ordinal))
        {
            var end = head.IndexOf("?>", StringComparison.Ordinal);
            if (end > 0 && Value(head[..end], "encoding") is { } name) return TextDecoding.ByName(name);
        }

        for (var at = head.IndexOf("<meta", StringComparison.OrdinalIgnoreCase); at >= 0; at = head.IndexOf("<meta", at + 5, StringComparison.OrdinalIgnoreCase))
        {
            var end = head.IndexOf('>', at);
            if (end < 0) return null;
            if (Value(head[at..end], "charset") is { } name) return TextDecoding.ByName(name);
        }

        return null;
    }

    private static string? Value(string tag, string attribute)
    {
        var at = tag.IndexOf(attribute, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var rest = tag.AsSpan(at + attribute.Length).TrimStart();
        if (!rest.StartsWith("=")) return null;
        rest = rest[1..].TrimStart(" \t\r\n\"'");
        var end = rest.IndexOfAny(" \t\r\n\"';/");
        var value = end < 0 ? rest : rest[..end];
        return value.IsEmpty ? null : value.ToString();
    }
}
