using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.Word;

/// <summary>Writes paragraphs, lists, tables and notes of a Word document as blocks.</summary>
internal sealed class DocxBody
{
    private readonly OfficeDocument _document;
    private readonly DocumentBuilder _builder;
    private readonly DocxStyles _styles;
    private readonly DocxNumbering _numbering;
    private readonly CalledNotes _notes = new();
    private readonly DocxText _text;

    public DocxBody(OfficeDocument document, DocxStyles styles, DocumentBuilder builder)
    {
        _document = document;
        _styles = styles;
        _builder = builder;
        _numbering = new DocxNumbering(document);
        var notes = new DocxNotes(_notes);
        notes.Read(document);
        // Explicit breaks alone would count pages wrongly; only breaks kept from the last layout tell pages.
        _text = new DocxText(notes, document.Package.Mentions(document.MainPart, "lastRenderedPageBreak"u8));
    }

    /// <summary>Text of the first paragraph in the Title style.</summary>
    public string? Title { get; private set; }

    public void Write()
    {
        using var xml = _document.OpenMain();
        while (xml.ReadToStart())
        {
            var page = _text.Page;
            if (xml.Name is "p") Add(_text.ReadParagraph(xml), page);
            else if (xml.Name is "tbl") _text.ReadTable(xml).AddTo(_builder);
            else if (DocxText.IsLeftOut(xml.Name)) xml.Skip();
        }

        _notes.AddTo(_builder, _text.Page);
    }

    private void Add(DocxParagraph paragraph, int? page)
    {
        var style = _styles.Of(paragraph.Style);
        if (style.IsContents) return;
        if (!paragraph.Content.IsBlank) AddText(paragraph, style, page);
        foreach (var inside in paragraph.TextBoxes) Add(inside, page);
    }

    private void AddText(DocxParagraph paragraph, DocxStyle style, int? page)
    {
        var outline = paragraph.OutlineLevel ?? style.OutlineLevel;
        var isHeading = style.IsTitle || outline is >= 0 and < 9;
        var list = paragraph.NumberingId ?? style.NumberingId;
        var isItem = list is not null and not "0";
        var level = Math.Min(DocxNumbering.Levels - 1, paragraph.NumberingLevel ?? style.NumberingLevel ?? 0);
        var label = isItem ? _numbering.Next(list!, level) : null;
        if (isHeading) _notes.AddTo(_builder, page);

        var block = new BlockText();
        if (page is not null) block.At(null, page);
        if (label is not null) block.Append(label).Append(" ");
        else if (isItem && !isHeading) block.Append("- ");
        paragraph.Content.AppendTo(block, onOneLine: isHeading);
        if (style.IsTitle) Title ??= paragraph.Text.ToString();
        if (isHeading) _builder.Add(BlockKind.Heading, block, style.IsTitle ? 1 : Math.Min(6, outline!.Value + 1));
        else if (isItem) _builder.Add(BlockKind.ListItem, block, level + 1);
        else _builder.Add(style.IsQuote ? BlockKind.Quote : BlockKind.Paragraph, block);
    }
}
