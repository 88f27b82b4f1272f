using System.Globalization;
using System.Text;
using System.Xml;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers;

/// <summary>Writes paragraphs, lists, tables and footnotes of a Word document as blocks. Deleted text of tracked changes is left out.</summary>
internal sealed class DocxBody(DocxPackage package, DocumentBuilder builder, CancellationToken cancellationToken)
{
    private const int MaxColumnSpan = 50;

    private readonly DocxStyles _styles = new(package);
    private readonly DocxNumbering _numbering = new(package);
    private readonly List<string> _footnotes = [];

    /// <summary>Text of the first paragraph in the Title style.</summary>
    public string? Title { get; private set; }

    public void Write()
    {
        using (var reader = package.OpenMain())
        {
            while (DocxPackage.Read(reader))
                if (reader.NodeType == XmlNodeType.Element)
                    WriteElement(reader);
        }

        WriteFootnotes();
    }

    private void WriteElement(XmlReader reader)
    {
        cancellationToken.ThrowIfCancellationRequested();
        switch (reader.LocalName)
        {
            case "p":
                AddParagraph(ReadParagraph(reader));
                break;
            case "tbl":
                var rows = ReadTable(reader);
                var text = new BlockText();
                for (var i = 0; i < rows.Count; i++)
                {
                    text.Append(i == 0 ? "" : "\n").Append(PipeTable.Row(rows[i]));
                    if (i == 0) text.Append("\n").Append(PipeTable.Separator(rows[0].Count));
                }

                if (rows.Exists(row => row.Exists(cell => !string.IsNullOrWhiteSpace(cell)))) builder.Add(BlockKind.Table, text);
                break;
            default:
                if (IsLeftOut(reader.LocalName)) Skip(reader);
                break;
        }
    }

    private void AddParagraph(DocxParagraph paragraph)
    {
        var style = _styles.Of(paragraph.Style);
        var outline = paragraph.OutlineLevel ?? style.OutlineLevel;
        var text = paragraph.Text.ToString();
        if (!string.IsNullOrWhiteSpace(text))
        {
            var block = new BlockText();
            if (style.IsTitle) Title ??= text;
            var list = paragraph.NumberingId ?? style.NumberingId;
            if (style.IsTitle || outline is >= 0 and < 9)
            {
                builder.Add(BlockKind.Heading, block.Append(text.ReplaceLineEndings(" ")), style.IsTitle ? 1 : Math.Min(6, outline!.Value + 1));
            }
            else if (list is not null and not "0")
            {
                var level = Math.Min(8, paragraph.NumberingLevel ?? style.NumberingLevel);
                builder.Add(BlockKind.ListItem, block.Append(_numbering.Next(list, level)).Append(text.AsSpan().Trim()), level + 1);
            }
            else
            {
                builder.Add(BlockKind.Paragraph, block.Append(text));
            }
        }

        foreach (var inside in paragraph.TextBoxes) AddParagraph(inside);
    }

    private DocxParagraph ReadParagraph(XmlReader reader)
    {
        var paragraph = new DocxParagraph();
        if (reader.IsEmptyElement) return paragraph;
        var depth = reader.Depth;
        while (DocxPackage.Read(reader) && reader.Depth > depth)
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA)
            {
                if (paragraph.IsInText) paragraph.Text.Append(reader.Value);
                continue;
            }

            if (reader is { NodeType: XmlNodeType.EndElement, LocalName: "t" }) paragraph.IsInText = false;
            if (reader.NodeType == XmlNodeType.Element) ReadPiece(reader, paragraph);
        }

        return paragraph;
    }

    private void ReadPiece(XmlReader reader, DocxParagraph paragraph)
    {
        switch (reader.LocalName)
        {
            case "t":
                paragraph.IsInText = !reader.IsEmptyElement;
                break;
            case "tab" when !paragraph.IsInProperties(reader.Depth):
                paragraph.Text.Append('\t');
                break;
            case "br" or "cr":
                paragraph.Text.Append('\n');
                break;
            case "noBreakHyphen":
                paragraph.Text.Append('-');
                break;
            case "pPr":
                paragraph.PropertiesDepth = reader.IsEmptyElement ? null : reader.Depth;
                break;
            case "pStyle":
                paragraph.Style = DocxStyles.Attribute(reader, "val");
                break;
            case "numId" when paragraph.IsInProperties(reader.Depth):
                paragraph.NumberingId = DocxStyles.Attribute(reader, "val");
                break;
            case "ilvl" when paragraph.IsInProperties(reader.Depth):
                paragraph.NumberingLevel = DocxStyles.Number(DocxStyles.Attribute(reader, "val"));
                break;
            case "outlineLvl" when paragraph.IsInProperties(reader.Depth):
                paragraph.OutlineLevel = DocxStyles.Number(DocxStyles.Attribute(reader, "val"));
                break;
            case "r":
                paragraph.PropertiesDepth = null;
                break;
            case "footnoteReference" when DocxStyles.Attribute(reader, "id") is { } id:
                _footnotes.Add(id);
                paragraph.Text.Append(CultureInfo.InvariantCulture, $"[{_footnotes.Count}]");
                break;
            case "p":
                // A text box stands inside a run of another paragraph.
                paragraph.TextBoxes.Add(ReadParagraph(reader));
                break;
            default:
                if (IsLeftOut(reader.LocalName)) Skip(reader);
                break;
        }
    }

    private List<List<string>> ReadTable(XmlReader reader)
    {
        var rows = new List<List<string>>();
        if (reader.IsEmptyElement) return rows;
        var depth = reader.Depth;
        while (DocxPackage.Read(reader) && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (reader.LocalName is "tr") rows.Add([]);
            else if (reader.LocalName is "tc" && rows.Count > 0) ReadCell(reader, rows[^1]);
            else if (IsLeftOut(reader.LocalName)) Skip(reader);
        }

        rows.RemoveAll(row => row.Count == 0);
        return rows;
    }

    private void ReadCell(XmlReader reader, List<string> row)
    {
        var text = new StringBuilder();
        var span = 1;
        var depth = reader.IsEmptyElement ? int.MaxValue : reader.Depth;
        while (depth < int.MaxValue && DocxPackage.Read(reader) && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (reader.LocalName is "gridSpan") span = Math.Clamp(DocxStyles.Number(DocxStyles.Attribute(reader, "val")) ?? 1, 1, MaxColumnSpan);
            else if (reader.LocalName is "p") AppendAll(text, ReadParagraph(reader));
            else if (reader.LocalName is "tbl") foreach (var inner in ReadTable(reader)) text.AppendJoin(' ', inner).Append(' ');
            else if (IsLeftOut(reader.LocalName)) Skip(reader);
        }

        row.Add(text.ToString());
        for (var i = 1; i < span; i++) row.Add("");
    }

    private void WriteFootnotes()
    {
        if (_footnotes.Count == 0) return;
        var texts = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        using var reader = package.OpenPart("footnotes");
        StringBuilder? current = null;
        while (reader is not null && DocxPackage.Read(reader))
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (reader.LocalName is "footnote" && DocxStyles.Attribute(reader, "id") is { } id) texts[id] = current = new StringBuilder();
            else if (reader.LocalName is "p" && current is not null) AppendAll(current, ReadParagraph(reader));
            else if (IsLeftOut(reader.LocalName)) Skip(reader);
        }

        for (var i = 0; i < _footnotes.Count; i++)
            if (texts.TryGetValue(_footnotes[i], out var text) && !string.IsNullOrWhiteSpace(text.ToString()))
                builder.Add(BlockKind.Paragraph, new BlockText().Append(string.Create(CultureInfo.InvariantCulture, $"[{i + 1}] ")).Append(text.ToString().AsSpan().Trim()));
    }

    private static void AppendAll(StringBuilder target, DocxParagraph paragraph)
    {
        target.Append(paragraph.Text).Append(' ');
        foreach (var inside in paragraph.TextBoxes) AppendAll(target, inside);
    }

    // Deleted and moved-away text and former properties of tracked changes; the second copy of content kept for old programs; field codes.
    private static bool IsLeftOut(string name) =>
        name is "del" or "moveFrom" or "pPrChange" or "rPrChange" or "Fallback" or "instrText" or "delText" or "delInstrText";

    private static void Skip(XmlReader reader)
    {
        if (reader.IsEmptyElement) return;
        var depth = reader.Depth;
        while (DocxPackage.Read(reader) && reader.Depth > depth)
        {
            // Passed over.
        }
    }
}
