using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.OpenDocument;

/// <summary>Styles of paragraphs, lists, sheets and slides.</summary>
internal sealed class OdfStyles
{
    private const int MaxInheritance = 32;

    private readonly Dictionary<string, OdfStyle> _styles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OdfListStyle> _lists = new(StringComparer.Ordinal);

    /// <summary>The numbers of headings; null when headings have none.</summary>
    public OdfListStyle? Outline { get; private set; }

    /// <summary>Reads styles up to the body.</summary>
    /// <returns>True when the reader stands on the body, false when the part has none.</returns>
    public bool Read(PartXml xml)
    {
        while (xml.ReadToStart())
        {
            switch (xml.Name)
            {
                case "body":
                    return true;
                case "style":
                    ReadStyle(xml);
                    break;
                case "list-style" when xml["name"] is { } name:
                    _lists[name] = OdfListStyle.Read(xml);
                    break;
                case "outline-style":
                    Outline = OdfListStyle.Read(xml);
                    break;
            }
        }

        return false;
    }

    public OdfListStyle? List(string? name) => name is null ? null : _lists.GetValueOrDefault(name);

    public bool IsHidden(string? name) => name is not null && _styles.TryGetValue(name, out var style) && style.IsHidden;

    /// <summary>The style with what it inherits; breaks are not inherited.</summary>
    public OdfStyle Of(string? name)
    {
        var result = new OdfStyle();
        // A cycle among styles ends here.
        for (var steps = 0; name is not null && steps < MaxInheritance; steps++)
        {
            result.IsTitle |= name is "Title";
            result.IsQuote |= name is "Quotations" or "Quote";
            if (!_styles.TryGetValue(name, out var style)) break;
            if (steps == 0) (result.BreaksBefore, result.BreaksAfter) = (style.BreaksBefore, style.BreaksAfter);
            name = style.Parent;
        }

        return result;
    }

    private void ReadStyle(PartXml xml)
    {
        var style = new OdfStyle { Parent = xml["parent-style-name"], BreaksBefore = !string.IsNullOrEmpty(xml["master-page-name"]) };
        if (xml["name"] is { } name) _styles[name] = style;
        if (!xml.Enter(out var depth)) return;
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart) continue;
            style.BreaksBefore |= xml["break-before"] is "page";
            style.BreaksAfter |= xml["break-after"] is "page";
            style.IsHidden |= (xml.Name is "table-properties" && xml["display"] is "false") || xml["visibility"] is "hidden";
        }
    }
}
