using System.Net;
using System.Text;

namespace Groundwork.Documents.Readers.Web;

/// <summary>Takes the tags and comments out of a piece of HTML inside another format. Line ends stay, so that lines can be counted.</summary>
internal static class HtmlTags
{
    private static readonly string[] s_withoutText = ["script", "style", "template"];

    public static string Strip(string html)
    {
        var text = new StringBuilder(html.Length);
        var at = 0;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            if (open < 0) break;
            text.Append(html, at, open - at);
            at = EndOfTag(html, open);
            if (at == open)
            {
                text.Append('<');
                at++;
                continue;
            }

            KeepLines(text, html, open, at);
        }

        if (at < html.Length) text.Append(html, at, html.Length - at);
        // A decoded line end would shift the count.
        return string.Join('\n', text.ToString().Split('\n').Select(line => WebUtility.HtmlDecode(line).ReplaceLineEndings(" ")));
    }

    private static int EndOfTag(string html, int open)
    {
        var rest = html.AsSpan(open);
        if (rest.StartsWith("<!--")) return After(html, open, "-->");
        if (rest.StartsWith("<![CDATA[")) return After(html, open, "]]>");
        if (rest.Length < 2 || !(char.IsAsciiLetter(rest[1]) || rest[1] is '/' or '!' or '?')) return open;
        foreach (var name in s_withoutText)
            if (rest[1..].StartsWith(name, StringComparison.OrdinalIgnoreCase) && (rest.Length == name.Length + 1 || !char.IsAsciiLetterOrDigit(rest[name.Length + 1])))
                return html.IndexOf("</" + name, open, StringComparison.OrdinalIgnoreCase) is var close and >= 0 ? After(html, close, ">") : html.Length;
        return After(html, open, ">");
    }

    private static int After(string html, int from, string end) =>
        html.IndexOf(end, from, StringComparison.Ordinal) is var at and >= 0 ? at + end.Length : html.Length;

    private static void KeepLines(StringBuilder text, string html, int from, int to)
    {
        if (text.Length > 0 && !char.IsWhiteSpace(text[^1]) && html.AsSpan(from, to - from).StartsWith("<br", StringComparison.OrdinalIgnoreCase)) text.Append(' ');
        for (var i = from; i < to; i++)
            if (html[i] == '\n')
                text.Append('\n');
    }
}
