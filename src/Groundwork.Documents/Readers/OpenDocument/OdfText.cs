using System.Text;
using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.OpenDocument;

/// <summary>Reads paragraphs and tables of OpenDocument. Comments, deleted text, hidden text and descriptions of pictures are left out.</summary>
internal sealed class OdfText(CalledNotes notes)
{
    // More blanks at one place could only be made to do harm.
    private const int MaxBlanks = 100;

    private int? _page;

    /// <summary>The page on which reading stands; null when the file does not tell pages.</summary>
    public int? Page => _page;

    public void CountPages() => _page = 1;

    public void BeginPage() => _page++;

    public static bool IsLeftOut(string name) =>
        name is "annotation" or "tracked-changes" or "ruby-text" or "desc" or "title" or "binary-data" or "hidden-text" or "hidden-paragraph" or "event-listeners" or "forms" or "script"
            or "sequence-decls" or "variable-decls" or "user-field-decls" or "note-citation";

    /// <summary>A paragraph or heading, and the paragraphs of the frames that are anchored in it.</summary>
    public PagedText ReadParagraph(PartXml xml, List<PagedText> framed)
    {
        var paragraph = new PagedText();
        if (!xml.Enter(out var depth)) return paragraph;
        while (xml.ReadInside(depth))
        {
            if (xml.IsText) AppendCollapsed(paragraph.Text, xml.Text);
            else if (xml.IsStart) ReadPiece(xml, paragraph, framed);
        }

        return paragraph;
    }

    /// <summary>Text of everything inside the current element, on one line.</summary>
    public string ReadAll(PartXml xml)
    {
        var text = new StringBuilder();
        if (!xml.Enter(out var depth)) return "";
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart) continue;
            if (xml.Name is "p" or "h") AppendParagraph(xml, text);
            else if (xml.Name is "table") text.Append(ReadTable(xml).OnOneLine()).Append(' ');
            else if (xml.Name is "soft-page-break") BeginPage();
            else if (IsLeftOut(xml.Name)) xml.Skip();
        }

        return text.ToString().Trim();
    }

    public TableText ReadTable(PartXml xml)
    {
        var table = new TableText();
        if (!xml.Enter(out var depth)) return table;
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart) continue;
            if (xml.Name is "table-row")
            {
                table.BeginRow(Page);
            }
            else if (xml.Name is "table-cell" or "covered-table-cell")
            {
                var repeated = xml.Number("number-columns-repeated") ?? 1;
                table.Add(ReadAll(xml), repeated);
            }
            else if (xml.Name is "soft-page-break") BeginPage();
            else if (IsLeftOut(xml.Name)) xml.Skip();
        }

        return table;
    }

    private void AppendParagraph(PartXml xml, StringBuilder text)
    {
        var framed = new List<PagedText>();
        text.Append(ReadParagraph(xml, framed).Text).Append(' ');
        foreach (var inner in framed) text.Append(inner.Text).Append(' ');
    }

    private void ReadPiece(PartXml xml, PagedText paragraph, List<PagedText> framed)
    {
        switch (xml.Name)
        {
            case "s":
                paragraph.Text.Append(' ', Math.Clamp(xml.Number("c") ?? 1, 1, MaxBlanks));
                break;
            case "tab":
                paragraph.Text.Append('\t');
                break;
            case "line-break":
                paragraph.Text.Append('\n');
                break;
            case "note":
                paragraph.Text.Append(notes.Call(ReadAll(xml)));
                break;
            case "soft-page-break":
                BeginPage();
                if (Page is { } page) paragraph.BeginPage(page);
                break;
            case "p" or "h":
                // A frame with text is anchored in the paragraph.
                framed.Add(ReadParagraph(xml, framed));
                break;
            case "table":
                var table = new PagedText();
                table.Text.Append(ReadTable(xml).OnOneLine());
                framed.Add(table);
                break;
            default:
                if (IsLeftOut(xml.Name)) xml.Skip();
                break;
        }
    }

    // White space between words counts once, at the beginning not at all (ODF 1.3 part 3, section 6.1.2).
    private static void AppendCollapsed(StringBuilder target, string text)
    {
        foreach (var c in text)
        {
            if (c is not (' ' or '\t' or '\r' or '\n')) target.Append(c);
            else if (target.Length > 0 && target[^1] is not (' ' or '\n')) target.Append(' ');
        }
    }
}
