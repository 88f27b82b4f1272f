using AngleSharp.Dom;

namespace Groundwork.Documents.Readers.Web;

/// <summary>Recognises the marks of footnotes: <c>word¹</c> must not become <c>word1</c>, and the arrow back is no text.</summary>
internal static class HtmlNotes
{
    private const int MaxMarkCharacters = 6;

    /// <summary>The mark of a footnote as <c>[1]</c>; null for any other element.</summary>
    public static string? MarkOf(IElement element)
    {
        var isMark = element.LocalName switch
        {
            "sup" => element.QuerySelector("a[href^='#'], a[href*='#']") is not null,
            "a" => element.GetAttribute("role") is "doc-noteref" || element.GetAttribute("epub:type") is "noteref",
            _ => false,
        };
        if (!isMark) return null;
        var text = element.TextContent.Trim().Trim('[', ']', '(', ')').Trim();
        return text.Length is 0 or > MaxMarkCharacters ? null : $"[{text}]";
    }

    /// <summary>Whether it is the arrow that leads from a footnote back to its mark.</summary>
    public static bool LeadsBack(IElement element) =>
        element.LocalName is "a" && (element.GetAttribute("role") is "doc-backlink" || (element.GetAttribute("href") is ['#', ..] && element.TextContent.Trim().TrimEnd('\uFE0E', '\uFE0F') is "↩" or "↑" or "⏎" or "^"));
}
