using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.OpenDocument;

/// <summary>Writes headings, paragraphs, lists, tables and notes of an OpenDocument text as blocks.</summary>
internal sealed class OdtBody
{
    private readonly OdfPackage _package;
    private readonly DocumentBuilder _builder;
    private readonly CalledNotes _notes = new();
    private readonly OdfText _text;
    private readonly OdfListCounter _counter = new();

    public OdtBody(OdfPackage package, DocumentBuilder builder)
    {
        _package = package;
        _builder = builder;
        _text = new OdfText(_notes);
    }

    /// <summary>Text of the first paragraph in the Title style.</summary>
    public string? Title { get; private set; }

    public void Write()
    {
        using var xml = _package.OpenBody();
        if (xml.Flag("use-soft-page-breaks", otherwise: false)) _text.CountPages();
        if (xml.Enter(out var depth)) WriteInside(xml, depth);
        _notes.AddTo(_builder, _text.Page);
    }

    private void WriteInside(PartXml xml, int depth)
    {
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart) continue;
            switch (xml.Name)
            {
                case "h":
                    WriteHeading(xml);
                    break;
                case "p":
                    WriteParagraph(xml, 0, null);
                    break;
                case "list":
                    WriteList(xml, 1, null);
                    break;
                case "table":
                    _text.ReadTable(xml).AddTo(_builder);
                    break;
                case "soft-page-break":
                    _text.BeginPage();
                    break;
                // Indexes repeat what stands elsewhere.
                case "table-of-content" or "alphabetical-index" or "illustration-index" or "table-index" or "object-index" or "user-index":
                    xml.Skip();
                    break;
                default:
                    if (OdfText.IsLeftOut(xml.Name)) xml.Skip();
                    break;
            }
        }
    }

    private void WriteList(PartXml xml, int level, OdfListStyle? outer)
    {
        var style = _package.Styles.List(xml["style-name"]) ?? outer;
        var goesOn = xml["continue-list"] is not null || xml.Flag("continue-numbering", otherwise: false);
        if (style is not null && level == 1 && !goesOn) _counter.Restart(style);
        if (!xml.Enter(out var depth)) return;
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart) continue;
            if (xml.Name is "list-item" or "list-header") WriteItem(xml, level, style, isItem: xml.Name is "list-item");
        }
    }

    private void WriteItem(PartXml xml, int level, OdfListStyle? style, bool isItem)
    {
        var start = xml.Number("start-value");
        var isLabelled = false;
        if (!xml.Enter(out var depth)) return;
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart) continue;
            switch (xml.Name)
            {
                case "p" or "h":
                    // Later paragraphs of an item have no label of their own.
                    var label = isItem && !isLabelled ? style is null ? null : _counter.Next(style, level, start) : "";
                    if (xml.Name is "h") WriteHeading(xml, string.IsNullOrEmpty(label) ? null : label);
                    else WriteParagraph(xml, isItem && !isLabelled ? level : 0, label);
                    isLabelled = true;
                    break;
                case "list":
                    WriteList(xml, level + 1, style);
                    break;
                default:
                    if (OdfText.IsLeftOut(xml.Name)) xml.Skip();
                    break;
            }
        }
    }

    private void WriteHeading(PartXml xml, string? label = null)
    {
        var level = Math.Max(1, xml.Number("outline-level") ?? 1);
        var style = BreakBefore(xml);
        if (label is null && _package.Styles.Outline is { } outline && !xml.Flag("is-list-header", otherwise: false)) label = _counter.Next(outline, level, xml.Number("start-value"));
        var page = _text.Page;
        var framed = new List<PagedText>();
        var text = _text.ReadParagraph(xml, framed);
        if (!text.IsBlank)
        {
            _notes.AddTo(_builder, page);
            var block = Begin(page);
            if (label is not null) block.Append(label).Append(" ");
            text.AppendTo(block, onOneLine: true);
            _builder.Add(BlockKind.Heading, block, Math.Min(6, level));
        }

        AddFramed(framed, page);
        if (style.BreaksAfter) _text.BeginPage();
    }

    private void WriteParagraph(PartXml xml, int listLevel, string? label)
    {
        var style = BreakBefore(xml);
        var page = _text.Page;
        var framed = new List<PagedText>();
        var text = _text.ReadParagraph(xml, framed);
        if (!text.IsBlank)
        {
            var block = Begin(page);
            if (listLevel > 0) block.Append(label ?? "-").Append(" ");
            text.AppendTo(block, onOneLine: style.IsTitle);
            if (style.IsTitle)
            {
                Title ??= text.ToString();
                _notes.AddTo(_builder, page);
            }

            _builder.Add(style.IsTitle ? BlockKind.Heading : listLevel > 0 ? BlockKind.ListItem : style.IsQuote ? BlockKind.Quote : BlockKind.Paragraph, block, style.IsTitle ? 1 : listLevel);
        }

        AddFramed(framed, page);
        if (style.BreaksAfter) _text.BeginPage();
    }

    private void AddFramed(List<PagedText> framed, int? page)
    {
        foreach (var inner in framed)
        {
            if (inner.IsBlank) continue;
            var block = Begin(page);
            inner.AppendTo(block, onOneLine: false);
            _builder.Add(BlockKind.Paragraph, block);
        }
    }

    private OdfStyle BreakBefore(PartXml xml)
    {
        var style = _package.Styles.Of(xml["style-name"]);
        if (style.BreaksBefore && !_builder.IsEmpty) _text.BeginPage();
        return style;
    }

    private static BlockText Begin(int? page) => page is null ? new BlockText() : new BlockText().At(null, page);
}
