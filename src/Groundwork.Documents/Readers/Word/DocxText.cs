using System.Text;
using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.Word;

/// <summary>Reads paragraphs and tables of WordprocessingML. Deleted text of tracked changes, hidden text and field codes are left out.</summary>
internal sealed class DocxText(DocxNotes notes, bool hasPages)
{
    private int _page = 1;

    /// <summary>The page on which reading stands; null when the file does not tell pages.</summary>
    public int? Page => hasPages ? _page : null;

    // Deleted and moved-away text and former properties of tracked changes; the second copy of content kept for old programs; field codes; ruby.
    public static bool IsLeftOut(string name) =>
        name is "del" or "moveFrom" or "pPrChange" or "rPrChange" or "tblPrChange" or "Fallback" or "instrText" or "delText" or "delInstrText" or "rt";

    public DocxParagraph ReadParagraph(PartXml xml)
    {
        var paragraph = new DocxParagraph();
        if (!xml.Enter(out var depth)) return paragraph;
        var isHidden = false;
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart) continue;
            if (xml.Name is "r") isHidden = false;
            else if (xml.Name is "rPr") isHidden = IsHidden(xml);
            else ReadPiece(xml, paragraph, isHidden);
        }

        return paragraph;
    }

    private void ReadPiece(PartXml xml, DocxParagraph paragraph, bool isHidden)
    {
        switch (xml.Name)
        {
            case "t":
                var text = xml.AllText();
                if (!isHidden) paragraph.Text.Append(text);
                break;
            case "tab" or "ptab":
                paragraph.Text.Append('\t');
                break;
            case "br" or "cr":
                paragraph.Text.Append('\n');
                break;
            case "noBreakHyphen":
                paragraph.Text.Append('-');
                break;
            case "lastRenderedPageBreak" when hasPages:
                paragraph.Content.BeginPage(++_page);
                break;
            case "pPr":
                ReadProperties(xml, paragraph);
                break;
            case "footnoteReference" or "endnoteReference":
                paragraph.Text.Append(notes.Call(xml.Name is "endnoteReference", xml["id"]));
                break;
            case "p":
                // A text box stands inside a run of another paragraph.
                paragraph.TextBoxes.Add(ReadParagraph(xml));
                break;
            case "tbl":
                var boxed = new DocxParagraph();
                boxed.Text.Append(ReadTable(xml).OnOneLine());
                paragraph.TextBoxes.Add(boxed);
                break;
            default:
                if (IsLeftOut(xml.Name)) xml.Skip();
                break;
        }
    }

    private static void ReadProperties(PartXml xml, DocxParagraph paragraph)
    {
        if (!xml.Enter(out var depth)) return;
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart) continue;
            switch (xml.Name)
            {
                case "pStyle":
                    paragraph.Style = xml["val"];
                    break;
                case "numId":
                    paragraph.NumberingId = xml["val"];
                    break;
                case "ilvl":
                    paragraph.NumberingLevel = xml.Number("val");
                    break;
                case "outlineLvl":
                    paragraph.OutlineLevel = xml.Number("val");
                    break;
                default:
                    if (IsLeftOut(xml.Name)) xml.Skip();
                    break;
            }
        }
    }

    private static bool IsHidden(PartXml xml)
    {
        var isHidden = false;
        if (!xml.Enter(out var depth)) return false;
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart) continue;
            if (xml.Name is "vanish") isHidden = xml.Flag("val", otherwise: true);
            else if (IsLeftOut(xml.Name)) xml.Skip();
        }

        return isHidden;
    }

    public TableText ReadTable(PartXml xml)
    {
        var table = new TableText();
        if (!xml.Enter(out var depth)) return table;
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart) continue;
            if (xml.Name is "tr") ReadRow(xml, table);
            else if (IsLeftOut(xml.Name)) xml.Skip();
        }

        return table;
    }

    private void ReadRow(PartXml xml, TableText table)
    {
        table.BeginRow(Page);
        if (!xml.Enter(out var depth)) return;
        var isDeleted = false;
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart) continue;
            if (xml.Name is "tc") ReadCell(xml, table);
            else if (xml.Name is "trPr") isDeleted = ReadRowProperties(xml, table);
            else if (IsLeftOut(xml.Name)) xml.Skip();
        }

        if (isDeleted) table.DropRow();
    }

    private static bool ReadRowProperties(PartXml xml, TableText table)
    {
        var isDeleted = false;
        if (!xml.Enter(out var depth)) return false;
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart) continue;
            isDeleted |= xml.Name is "del";
            if (xml.Name is "gridBefore" && xml.Number("val") is > 0 and var columns) table.Add("", columns);
        }

        return isDeleted;
    }

    private void ReadCell(PartXml xml, TableText table)
    {
        var text = new StringBuilder();
        var span = 1;
        if (xml.Enter(out var depth))
        {
            while (xml.ReadInside(depth))
            {
                if (!xml.IsStart) continue;
                if (xml.Name is "gridSpan") span = Math.Max(1, xml.Number("val") ?? 1);
                else if (xml.Name is "p") AppendAll(text, ReadParagraph(xml));
                else if (xml.Name is "tbl") text.Append(ReadTable(xml).OnOneLine()).Append(' ');
                else if (IsLeftOut(xml.Name)) xml.Skip();
            }
        }

        table.Add(text.ToString(), span);
    }

    public static void AppendAll(StringBuilder target, DocxParagraph paragraph)
    {
        target.Append(paragraph.Text).Append(' ');
        foreach (var inside in paragraph.TextBoxes) AppendAll(target, inside);
    }
}
