using System.Globalization;
using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Web;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using MarkdownBlock = Markdig.Syntax.Block;

namespace Groundwork.Documents.Readers.Markdown;

/// <summary>Writes a parsed Markdown document as blocks of readable text. Recursion is bounded by the depth limit of the parser.</summary>
internal sealed class MarkdownWriter(string source, DocumentBuilder builder, HeadingSlugs slugs, CancellationToken cancellationToken)
{
    private readonly MarkdownInlines _inlines = new(new LineIndex(source));
    private readonly BlockText _text = new();
    private readonly List<LinkReferenceDefinition> _footnotes = [];

    // The marker of a list item waits here for the item's first text.
    private string? _marker;
    private int _listLevel;
    private int _quoteLevel;

    /// <summary>The front matter; null when there is none.</summary>
    public FrontMatter? FrontMatter { get; private set; }

    /// <summary>Paragraphs that were read line by line.</summary>
    public int HeavyParagraphs { get; private set; }

    /// <summary>Line of the first of them.</summary>
    public int FirstHeavyLine { get; private set; }

    public void Write(MarkdownDocument document)
    {
        foreach (var block in document)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(block);
        }

        foreach (var note in _footnotes) WriteFootnote(note);
    }

    private void Write(MarkdownBlock block)
    {
        switch (block)
        {
            case YamlFrontMatterBlock frontMatter:
                FrontMatter = FrontMatter.Read(frontMatter, builder, cancellationToken);
                break;
            case HeadingBlock heading:
                WriteHeading(heading);
                break;
            case Table table:
                WriteTable(table);
                break;
            case HtmlBlock html:
                WriteHtml(html);
                break;
            case CodeBlock code:
                WriteCode(code);
                break;
            case LinkReferenceDefinitionGroup definitions:
                _footnotes.AddRange(definitions.OfType<LinkReferenceDefinition>().Where(MarkdownInlines.IsFootnote));
                break;
            case LinkReferenceDefinition or ThematicBreakBlock or BlankLineBlock:
                break;
            case AdmonitionBlock box:
                StartText(box.Line + 1);
                _text.Append(box.Title);
                AddText();
                foreach (var child in box) Write(child);
                break;
            case ListBlock list:
                WriteList(list);
                break;
            case QuoteBlock quote:
                _quoteLevel++;
                foreach (var child in quote) Write(child);
                _quoteLevel--;
                break;
            case ContainerBlock container:
                foreach (var child in container) Write(child);
                break;
            case LeafBlock { Inline: not null } leaf:
                StartText(leaf.Line + 1);
                _inlines.Write(leaf.Inline, _text);
                AddText();
                break;
            case LeafBlock leaf:
                WriteHeavy(leaf);
                break;
        }
    }

    // A definition of one word is taken for the address of a link.
    private void WriteFootnote(LinkReferenceDefinition note)
    {
        StartText(note.Line + 1);
        _text.Append($"[{note.Label}]: {note.Url}");
        AddText();
    }

    private void WriteHeavy(LeafBlock leaf)
    {
        var lines = Enumerable.Range(0, leaf.Lines.Count).Select(i => (Text: leaf.Lines.Lines[i].Slice.ToString(), Line: leaf.Lines.Lines[i].Line + 1)).ToList();
        if (HeavyParagraphs++ == 0) FirstHeavyLine = leaf.Line + 1;
        var isTable = MarkdownLines.IsTable(lines);
        StartText(leaf.Line + 1);
        if (isTable) _text.Clear();
        for (var i = 0; i < lines.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (i > 0) _text.Append("\n");
            var cells = isTable && i != 1 ? MarkdownLines.Cells(lines[i].Text) : [];
            _text.At(lines[i].Line).Append(!isTable ? MarkdownLines.TextOf(lines[i].Text) : i == 1 ? PipeTable.Separator(MarkdownLines.Cells(lines[0].Text).Count) : PipeTable.Row(cells));
        }

        if (!isTable)
        {
            AddText();
            return;
        }

        _marker = null;
        builder.Add(BlockKind.Table, _text);
    }

    private void WriteHeading(HeadingBlock heading)
    {
        _text.Clear();
        _text.At(heading.Line + 1);
        if (heading.Inline is not null) _inlines.Write(heading.Inline, _text);
        else _text.Append(heading.Lines.ToString());
        var raw = heading.Span.IsEmpty ? "" : source.Substring(heading.Span.Start, Math.Min(heading.Span.Length, source.Length - heading.Span.Start));
        var (explicitAnchor, _) = HeadingAnchor.Split(raw.TrimEnd().TrimEnd('#', '=', '-').TrimEnd());
        if (explicitAnchor is not null)
        {
            var (_, length) = HeadingAnchor.Split(_text.ToString());
            _text.Cut(length);
        }

        var anchor = explicitAnchor ?? slugs.Next(_text.ToString());
        // A heading inside a quote or a list item structures that item, not the document.
        if (_quoteLevel > 0 || _listLevel > 0)
        {
            var text = _text.ToString();
            StartText(heading.Line + 1);
            _text.Append(text);
            AddText();
            return;
        }

        builder.Add(BlockKind.Heading, _text, heading.Level, anchor);
    }

    private void WriteList(ListBlock list)
    {
        _listLevel++;
        var number = int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 1;
        foreach (var child in list)
        {
            _marker = list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{number++}. ") : "- ";
            if (child is ContainerBlock item)
                foreach (var part in item)
                    Write(part);
            _marker = null;
        }

        _listLevel--;
    }

    private void WriteTable(Table table)
    {
        _text.Clear();
        var isFirst = true;
        foreach (var row in table.OfType<TableRow>())
        {
            var cells = row.OfType<TableCell>().Select(CellText).ToList();
            if (!isFirst) _text.Append("\n");
            _text.At(row.Line + 1).Append(PipeTable.Row(cells));
            if (isFirst) _text.Append("\n").At(row.Line + 2).Append(PipeTable.Separator(cells.Count));
            isFirst = false;
        }

        _marker = null;
        builder.Add(BlockKind.Table, _text);
    }

    private string CellText(TableCell cell)
    {
        var text = new BlockText();
        foreach (var leaf in cell.OfType<LeafBlock>())
            if (leaf.Inline is not null)
                _inlines.Write(leaf.Inline, text);
        return text.ToString();
    }

    private void WriteCode(CodeBlock block)
    {
        _text.Clear();
        for (var i = 0; i < block.Lines.Count; i++)
        {
            if (i > 0) _text.Append("\n");
            var line = block.Lines.Lines[i];
            _text.At(line.Line + 1).Append(line.Slice.AsSpan());
        }

        _marker = null;
        builder.Add(BlockKind.Code, _text);
    }

    private void WriteHtml(HtmlBlock html)
    {
        var raw = string.Join('\n', Enumerable.Range(0, html.Lines.Count).Select(i => html.Lines.Lines[i].Slice.ToString()));
        var line = html.Lines.Count > 0 ? html.Lines.Lines[0].Line + 1 : html.Line + 1;
        if (HasWholeStructure(raw) && _quoteLevel == 0 && _listLevel == 0)
        {
            HtmlMarkup.Write(raw, builder, null, cancellationToken, line);
            return;
        }

        StartText(line);
        foreach (var text in HtmlTags.Strip(raw).Split('\n'))
        {
            var trimmed = text.AsSpan().Trim();
            if (!trimmed.IsEmpty)
            {
                if (_text.Length > 0 && !_text.EndsWithSpace) _text.Append("\n");
                _text.At(line).Append(trimmed);
            }

            line++;
        }

        AddText();
    }

    // A table or a heading with its end: pieces of one, parted by blank lines, are read as text.
    private static bool HasWholeStructure(string html)
    {
        foreach (var name in (ReadOnlySpan<string>)["table", "h1", "h2", "h3", "h4"])
            if (html.Contains("<" + name, StringComparison.OrdinalIgnoreCase) && html.Contains($"</{name}>", StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    private void StartText(int line)
    {
        _text.Clear();
        _text.At(line);
        if (_marker is not null) _text.Append(_marker);
    }

    private void AddText()
    {
        var isItem = _marker is not null;
        if (isItem && _text.Length <= _marker!.Length) return;
        var kind = isItem ? BlockKind.ListItem : _quoteLevel > 0 ? BlockKind.Quote : BlockKind.Paragraph;
        builder.Add(kind, isItem ? _text : MarkdownBoxes.Reduce(_text), isItem ? _listLevel : 0);
        _marker = null;
    }
}
