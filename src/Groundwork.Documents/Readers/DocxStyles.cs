using System.Globalization;
using System.Xml;

namespace Groundwork.Documents.Readers;

/// <summary>What the styles of a document say about headings and lists. Names of built-in styles are English in every translation.</summary>
internal sealed class DocxStyles
{
    private readonly Dictionary<string, DocxStyle> _styles = new(StringComparer.Ordinal);

    public DocxStyles(DocxPackage package)
    {
        using var reader = package.OpenPart("styles");
        DocxStyle? style = null;
        while (reader is not null && DocxPackage.Read(reader))
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            var value = Attribute(reader, "val");
            switch (reader.LocalName)
            {
                case "style":
                    style = new DocxStyle();
                    if (Attribute(reader, "styleId") is { } id) _styles[id] = style;
                    break;
                case "name" when style is not null && value is not null:
                    style.IsTitle = value.Equals("title", StringComparison.OrdinalIgnoreCase);
                    if (value.StartsWith("heading ", StringComparison.OrdinalIgnoreCase)) style.OutlineLevel ??= Number(value["heading ".Length..]) - 1;
                    break;
                case "basedOn" when style is not null:
                    style.BasedOn = value;
                    break;
                case "outlineLvl" when style is not null:
                    style.OutlineLevel = Number(value);
                    break;
                case "numId" when style is not null:
                    style.NumberingId = value;
                    break;
                case "ilvl" when style is not null:
                    style.NumberingLevel = Number(value) ?? 0;
                    break;
            }
        }
    }

    /// <summary>The style with what it inherits.</summary>
    public DocxStyle Of(string? id)
    {
        var result = new DocxStyle();
        // A cycle among styles ends here.
        for (var steps = 0; id is not null && steps < 32 && _styles.TryGetValue(id, out var style); steps++)
        {
            result.IsTitle |= style.IsTitle && steps == 0;
            result.OutlineLevel ??= style.OutlineLevel;
            if (result.NumberingId is null) (result.NumberingId, result.NumberingLevel) = (style.NumberingId, style.NumberingLevel);
            id = style.BasedOn;
        }

        // Documents written by programs often name the built-in styles without defining them.
        if (id is not null && !_styles.ContainsKey(id) && id.StartsWith("Heading", StringComparison.OrdinalIgnoreCase)) result.OutlineLevel ??= Number(id["Heading".Length..].Trim()) - 1;
        return result;
    }

    public static string? Attribute(XmlReader reader, string name)
    {
        // The namespace differs between the transitional and the strict flavour of the format.
        if (!reader.MoveToFirstAttribute()) return null;
        string? value = null;
        do
        {
            if (reader.LocalName.Equals(name, StringComparison.Ordinal)) value = reader.Value;
        }
        while (value is null && reader.MoveToNextAttribute());
        reader.MoveToElement();
        return value;
    }

    public static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
