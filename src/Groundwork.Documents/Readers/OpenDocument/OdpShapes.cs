using System.Globalization;
using Groundwork.Documents.Readers.Packages;
using Groundwork.Documents.Readers.Slides;

namespace Groundwork.Documents.Readers.OpenDocument;

/// <summary>Reads the shapes of a page of an OpenDocument presentation.</summary>
internal sealed class OdpShapes(OdfPackage package, OdfText text)
{
    private const double EmuPerInch = 914_400;

    private readonly OdfListCounter _counter = new();

    /// <summary>Reads one page to its end.</summary>
    public (List<SlideShape> Shapes, List<SlideShape> Notes) ReadPage(PartXml xml)
    {
        var shapes = new List<SlideShape>();
        var notes = new List<SlideShape>();
        if (!xml.Enter(out var depth)) return (shapes, notes);
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart) continue;
            if (xml.Name is "notes") ReadInto(xml, notes);
            else Take(xml, shapes);
        }

        return (shapes, notes);
    }

    private void ReadInto(PartXml xml, List<SlideShape> shapes)
    {
        if (!xml.Enter(out var depth)) return;
        while (xml.ReadInside(depth))
            if (xml.IsStart)
                Take(xml, shapes);
    }

    private void Take(PartXml xml, List<SlideShape> shapes)
    {
        switch (xml.Name)
        {
            case "frame" or "custom-shape" or "rect" or "ellipse" or "circle" or "polygon" or "path" or "line" or "connector" or "caption":
                shapes.Add(ReadShape(xml));
                break;
            case "g":
                var group = new SlideShape();
                ReadInto(xml, group.Shapes);
                // A group has no place of its own: it stands where its first shape does.
                group.Left = group.Shapes.Count == 0 ? 0 : group.Shapes.Min(shape => shape.Left);
                group.Top = group.Shapes.Count == 0 ? 0 : group.Shapes.Min(shape => shape.Top);
                foreach (var inner in group.Shapes) inner.Role = SlideRole.Free;
                shapes.Add(group);
                break;
            case "a":
                // A link around a shape.
                break;
            default:
                xml.Skip();
                break;
        }
    }

    private SlideShape ReadShape(PartXml xml)
    {
        var shape = new SlideShape
        {
            Role = xml["class"] switch
            {
                null => SlideRole.Free,
                "title" => SlideRole.Title,
                "page" or "date-time" or "header" or "footer" or "page-number" or "handout" => SlideRole.Furniture,
                _ => SlideRole.Placeholder,
            },
            Left = Emu(xml["x"]),
            Top = Emu(xml["y"]),
        };
        if (xml.Enter(out var depth)) ReadContent(xml, depth, shape);
        return shape;
    }

    private void ReadContent(PartXml xml, int depth, SlideShape shape)
    {
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart) continue;
            switch (xml.Name)
            {
                case "p" or "h":
                    shape.Paragraphs.Add(new SlideParagraph(Paragraph(xml)));
                    break;
                case "list":
                    ReadList(xml, 1, null, shape);
                    break;
                case "table":
                    shape.Table = text.ReadTable(xml);
                    break;
                default:
                    if (OdfText.IsLeftOut(xml.Name)) xml.Skip();
                    break;
            }
        }
    }

    private void ReadList(PartXml xml, int level, OdfListStyle? outer, SlideShape shape)
    {
        var style = package.Styles.List(xml["style-name"]) ?? outer;
        if (style is not null && level == 1 && !xml.Flag("continue-numbering", otherwise: false)) _counter.Restart(style);
        if (!xml.Enter(out var depth)) return;
        var isItem = false;
        var isLabelled = false;
        int? start = null;
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart) continue;
            switch (xml.Name)
            {
                case "list-item" or "list-header":
                    (isItem, isLabelled, start) = (xml.Name is "list-item", false, xml.Number("start-value"));
                    break;
                case "p" or "h":
                    var isFirst = isItem && !isLabelled;
                    var label = isFirst && style is not null ? _counter.Next(style, level, start) : null;
                    shape.Paragraphs.Add(new SlideParagraph(Paragraph(xml), isFirst ? level : 0, label));
                    isLabelled = true;
                    break;
                case "list":
                    ReadList(xml, level + 1, style, shape);
                    break;
                default:
                    if (OdfText.IsLeftOut(xml.Name)) xml.Skip();
                    break;
            }
        }
    }

    private string Paragraph(PartXml xml) => text.ReadParagraph(xml, []).ToString();

    // Lengths are written like 2.54cm, 1in, 12pt.
    private static long Emu(string? length)
    {
        if (length is null || length.Length < 3) return 0;
        if (!double.TryParse(length.AsSpan(0, length.Length - 2), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value)) return 0;
        var inches = length[^2..] switch
        {
            "cm" => value / 2.54,
            "mm" => value / 25.4,
            "pt" => value / 72,
            "pc" => value / 6,
            "px" => value / 96,
            _ => value,
        };
        return (long)Math.Clamp(inches * EmuPerInch, int.MinValue, int.MaxValue);
    }
}
