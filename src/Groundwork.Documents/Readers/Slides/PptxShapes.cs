using System.Globalization;
using System.Text;
using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.Slides;

/// <summary>Reads the shapes of one slide or of one page of notes (PresentationML).</summary>
/// <param name="package">The package.</param>
/// <param name="relations">The relations of the part, for diagrams.</param>
/// <param name="layout">The slide's layout; null for notes, which have no bullets of their own.</param>
internal sealed class PptxShapes(Package package, PartRelations relations, PptxLayout? layout)
{
    /// <summary>Shapes of the part; the reader stands anywhere above them.</summary>
    public List<SlideShape> Read(PartXml xml, out bool isShown)
    {
        isShown = true;
        var shapes = new List<SlideShape>();
        while (xml.ReadToStart())
        {
            if (xml.Name is "sld") isShown = xml.Flag("show", otherwise: true);
            else Take(xml, shapes);
        }

        return shapes;
    }

    private void Take(PartXml xml, List<SlideShape> shapes)
    {
        switch (xml.Name)
        {
            case "sp" or "graphicFrame":
                shapes.Add(ReadShape(xml));
                break;
            case "grpSp":
                shapes.Add(ReadGroup(xml));
                break;
            case "Fallback" or "timing" or "extLst":
                xml.Skip();
                break;
        }
    }

    private SlideShape ReadGroup(PartXml xml)
    {
        var group = new SlideShape();
        if (!xml.Enter(out var depth)) return group;
        var hasPlace = false;
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart) continue;
            if (xml.Name is "off" && !hasPlace)
            {
                hasPlace = true;
                Place(xml, group);
            }
            else Take(xml, group.Shapes);
        }

        // Placeholders and titles do not stand in groups.
        foreach (var inner in group.Shapes.Where(inner => inner.Role is SlideRole.Placeholder or SlideRole.Title)) inner.Role = SlideRole.Free;
        return group;
    }

    private SlideShape ReadShape(PartXml xml)
    {
        var shape = new SlideShape();
        string? placeholder = null;
        var hasPlace = false;
        var isBody = false;
        if (!xml.Enter(out var depth)) return shape;
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart) continue;
            switch (xml.Name)
            {
                case "ph":
                    (shape.Role, isBody) = RoleOf(xml["type"]);
                    placeholder = xml["idx"] ?? xml["type"] ?? "";
                    break;
                case "off" when !hasPlace:
                    hasPlace = true;
                    Place(xml, shape);
                    break;
                case "txBody":
                    var paragraphs = new PptxParagraphs(level => isBody && layout is not null && !layout.IsPlain(placeholder!, level));
                    ReadParagraphs(xml, paragraphs, shape.Paragraphs);
                    break;
                case "tbl":
                    shape.Table = ReadTable(xml);
                    break;
                case "relIds":
                    ReadDiagram(relations.ById(xml["dm"]), shape.Paragraphs);
                    break;
                case "Fallback":
                    xml.Skip();
                    break;
            }
        }

        return shape;
    }

    private static void ReadParagraphs(PartXml xml, PptxParagraphs paragraphs, List<SlideParagraph> target)
    {
        if (!xml.Enter(out var depth)) return;
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart) continue;
            if (xml.Name is "p") target.Add(paragraphs.Read(xml));
            else if (xml.Name is "lstStyle") xml.Skip();
        }
    }

    private static TableText ReadTable(PartXml xml)
    {
        var table = new TableText();
        if (!xml.Enter(out var depth)) return table;
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart) continue;
            if (xml.Name is "tr") table.BeginRow();
            else if (xml.Name is "tc") table.Add(ReadCell(xml));
        }

        return table;
    }

    private static string ReadCell(PartXml xml)
    {
        var paragraphs = new List<SlideParagraph>();
        ReadParagraphs(xml, new PptxParagraphs(_ => false), paragraphs);
        return new StringBuilder().AppendJoin(' ', paragraphs.Select(paragraph => paragraph.Text)).ToString();
    }

    // The texts of a diagram stand in a part of their own.
    private void ReadDiagram(string? part, List<SlideParagraph> target)
    {
        using var xml = part is null ? null : package.OpenXml(part);
        var paragraphs = new PptxParagraphs(_ => true);
        while (xml is not null && xml.ReadToStart())
            if (xml.Name is "p")
                target.Add(paragraphs.Read(xml));
    }

    private static (SlideRole Role, bool IsBody) RoleOf(string? type) => type switch
    {
        "title" or "ctrTitle" => (SlideRole.Title, false),
        "subTitle" => (SlideRole.Placeholder, false),
        "dt" or "ftr" or "hdr" or "sldNum" or "sldImg" => (SlideRole.Furniture, false),
        _ => (SlideRole.Placeholder, true),
    };

    private static void Place(PartXml xml, SlideShape shape)
    {
        shape.Left = Emu(xml["x"]);
        shape.Top = Emu(xml["y"]);
    }

    private static long Emu(string? text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var emu) ? Math.Clamp(emu, int.MinValue, int.MaxValue) : 0;
}
