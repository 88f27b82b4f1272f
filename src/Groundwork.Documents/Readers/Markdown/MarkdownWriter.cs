using System.Globalization;
using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Web;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using MarkdownBlock = Markdig.Syntax.Block;

namespace Groundwork.Documents.Readers.Markdown;

/// <summary>Writes a parsed Markdown document as blocks of readable text. Recursion is bounded by the depth limit of the parser.</summary>
internal sealed class MarkdownWriter(string source, DocumentBuilder builder)
{
    private readonly HeadingSlugs _slugs = new();
    private readonly MarkdownInlines _inlines = new(new LineIndex(source));
    private readonly BlockText _text = new();

    // The marker of a list item waits here for the item's first text.
    private string? _marker;
    private int _listLevel;
    private int _quoteLevel;

    public string? FrontMatterTitle { get; private set; }

    public void Write(MarkdownDocument document, CancellationToken cancellationToken)
    {
        foreach (var block in document)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(block);
        }
    }

    private void Write(MarkdownBlock block)
    {
        switch (block)
        {
            case YamlFrontMatterBlock frontMatter:
                FrontMatterTitle = FrontMatter.Title(frontMatter);
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
                WriteLines(code, BlockKind.Code);
                break;
            case LinkReferenceDefinitionGroup or LinkReferenceDefinition or ThematicBreakBlock or BlankLineBlock:
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
                WriteLines(leaf, BlockKind.Paragraph);
                break;
        }
    }

    private void WriteHeading(HeadingBlock heading)
    {
        _text.Clear();
        _text.At(heading.Line + 1);
        if (heading.Inline is not null) _inlines.Write(heading.Inline, _text);
        var raw = heading.Span.IsEmpty ? "" : source.Substring(heading.Span.Start, Math.Min(heading.Span.Length, source.Length - heading.Span.Start));
        var (explicitAnchor, _) = HeadingAnchor.Split(raw.TrimEnd().TrimEnd('#', '=', '-').TrimEnd());
        if (explicitAnchor is not null)
        {
            var (_, length) = HeadingAnchor.Split(_text.ToString());
            _text.Cut(length);
        }

        var anchor = explicitAnchor ?? _slugs.Next(_text.ToString());
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

    private void WriteLines(LeafBlock block, BlockKind kind)
    {
        _text.Clear();
        for (var i = 0; i < block.Lines.Count; i++)
        {
            if (i > 0) _text.Append("\n");
            var line = block.Lines.Lines[i];
            _text.At(line.Line + 1).Append(line.Slice.AsSpan());
        }

        if (kind == BlockKind.Code)
        {
            _marker = null;
            builder.Add(kind, _text);
            return;
        }

        AddText();
    }

    private void WriteHtml(HtmlBlock html)
    {
        var raw = string.Join('\n', Enumerable.Range(0, html.Lines.Count).Select(i => html.Lines.Lines[i].Slice.ToString()));
        var line = html.Lines.Count > 0 ? html.Lines.Lines[0].Line + 1 : html.Line + 1;
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
        builder.Add(kind, _text, isItem ? _listLevel : 0);
        _marker = null;
    }
}
