using System.Buffers;
using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers;

/// <summary>Writes the visible text of a page as blocks. Recursion is bounded by the depth limit of the parser (512).</summary>
internal sealed class HtmlWriter(string source, DocumentBuilder builder, HtmlChrome chrome, CancellationToken cancellationToken)
{
    private const string Blanks = " \t\n\r\f\u00A0";
    private const int MaxColumnSpan = 50;

    private static readonly SearchValues<char> s_blanks = SearchValues.Create(Blanks);

    private readonly HtmlLines _lines = new(source);
    private readonly BlockText _text = new();
    private readonly Stack<int?> _lists = new();
    private bool _spacePending;
    private string? _marker;
    private int _quotes;
    private int _headingLevel;
    private string? _anchor;

    public void Write(IElement root)
    {
        VisitChildren(root);
        Flush();
    }

    private void VisitChildren(INode parent)
    {
        for (var child = parent.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child is IText text) AppendText(text);
            else if (child is IElement element && !chrome.Drops(element)) Visit(element);
        }
    }

    private void Visit(IElement element)
    {
        cancellationToken.ThrowIfCancellationRequested();
        switch (element.LocalName)
        {
            case "br":
                _text.TrimEnd(_marker?.Length ?? 0);
                if (_text.Length > (_marker?.Length ?? 0)) _text.Append("\n");
                _spacePending = false;
                break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                Flush();
                _headingLevel = element.LocalName[1] - '0';
                _anchor = Anchor(element);
                VisitChildren(element);
                Flush();
                _headingLevel = 0;
                _anchor = null;
                break;
            case "ul" or "menu" or "dir":
                VisitList(element, null);
                break;
            case "ol":
                VisitList(element, int.TryParse(element.GetAttribute("start"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var start) ? start : 1);
                break;
            case "li":
                VisitItem(element);
                break;
            case "blockquote":
                Flush();
                _quotes++;
                VisitChildren(element);
                Flush();
                _quotes--;
                break;
            case "pre" or "listing" or "xmp" or "plaintext":
                Flush();
                WriteCode(element);
                break;
            case "table":
                Flush();
                VisitTable(element);
                break;
            case "a" when _headingLevel > 0 && element.TextContent.Trim() is "" or "#" or "¶" or "§" or "🔗":
                break;
            case "address" or "article" or "aside" or "body" or "center" or "dd" or "details" or "dialog" or "div" or "dl" or "dt" or "fieldset"
                or "figcaption" or "figure" or "footer" or "form" or "header" or "hgroup" or "hr" or "legend" or "main" or "nav" or "p" or "section"
                or "summary" or "caption" or "tr" or "td" or "th" or "tbody" or "thead" or "tfoot":
                Flush();
                VisitChildren(element);
                Flush();
                break;
            default:
                VisitChildren(element);
                break;
        }
    }

    private void VisitList(IElement list, int? firstNumber)
    {
        Flush();
        _lists.Push(firstNumber);
        VisitChildren(list);
        Flush();
        _lists.Pop();
    }

    private void VisitItem(IElement item)
    {
        Flush();
        int? number = null;
        if (_lists.TryPop(out number)) _lists.Push(number + 1);
        _marker = number is null ? "- " : string.Create(CultureInfo.InvariantCulture, $"{number}. ");
        VisitChildren(item);
        Flush();
        _marker = null;
    }

    private void VisitTable(IElement table)
    {
        var rows = table.QuerySelectorAll("tr").Where(row => !chrome.Drops(row)).ToList();
        var isData = table.QuerySelector("table, h1, h2, h3, h4, h5, h6, pre") is null && rows.Count > 1 && rows.Any(row => Cells(row).Skip(1).Any());
        if (!isData)
        {
            VisitChildren(table);
            Flush();
            return;
        }

        if (table.QuerySelector("caption") is { } caption && !chrome.Drops(caption)) Visit(caption);
        _text.Clear();
        var columns = 0;
        foreach (var row in rows)
        {
            var cells = Cells(row).SelectMany(CellTexts).ToList();
            if (cells.Count == 0) continue;
            if (columns > 0) _text.Append("\n");
            _text.At(_lines.Of(row)).Append(PipeTable.Row(cells));
            if (columns == 0) _text.Append("\n").Append(PipeTable.Separator(cells.Count));
            columns = cells.Count;
        }

        builder.Add(BlockKind.Table, _text);
        Restart();
    }

    private static IEnumerable<IElement> Cells(IElement row) => row.Children.Where(cell => cell.LocalName is "td" or "th");

    private IEnumerable<string> CellTexts(IElement cell)
    {
        var text = new StringBuilder();
        AppendCell(text, cell);
        yield return text.ToString();
        var span = int.TryParse(cell.GetAttribute("colspan"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) ? Math.Min(columns, MaxColumnSpan) : 1;
        for (var i = 1; i < span; i++) yield return "";
    }

    private void AppendCell(StringBuilder target, INode parent)
    {
        for (var child = parent.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child is IText text)
            {
                target.Append(text.Data);
                continue;
            }

            if (child is not IElement element || chrome.Drops(element)) continue;
            var isBlock = element.LocalName is "p" or "div" or "br" or "li" or "ul" or "ol" or "dl" or "dt" or "dd" or "blockquote";
            if (isBlock) target.Append(' ');
            AppendCell(target, element);
            if (isBlock) target.Append(' ');
        }
    }

    private void WriteCode(IElement element)
    {
        var code = new StringBuilder();
        AppendRaw(code, element);
        var line = _lines.FirstTextLine(element, code.ToString());
        foreach (var content in code.ToString().Split('\n'))
        {
            if (_text.Length > 0 || line is null) _text.Append("\n");
            _text.At(line).Append(content);
            line++;
        }

        builder.Add(BlockKind.Code, _text);
        Restart();
    }

    private void AppendRaw(StringBuilder target, INode parent)
    {
        for (var child = parent.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child is IText text) target.Append(text.Data);
            else if (child is IElement { LocalName: "br" }) target.Append('\n');
            else if (child is IElement element && !chrome.Drops(element)) AppendRaw(target, element);
        }
    }

    private void AppendText(IText node)
    {
        var text = node.Data.AsSpan();
        while (!text.IsEmpty)
        {
            var blanks = text.IndexOfAnyExcept(s_blanks);
            if (blanks != 0)
            {
                _spacePending = true;
                if (blanks < 0) return;
                text = text[blanks..];
            }

            var end = text.IndexOfAny(s_blanks);
            var word = end < 0 ? text : text[..end];
            if (_text.Length == 0 || _text.EndsWithNewLine)
            {
                _text.At(_lines.Of(node, word));
                if (_text.Length == 0 && _headingLevel == 0) _text.Append(_marker);
            }
            else if (_spacePending && !_text.EndsWithSpace)
            {
                _text.Append(" ");
            }

            _spacePending = false;
            _text.Append(word);
            text = text[word.Length..];
        }
    }

    private void Flush()
    {
        if (_text.Length > 0)
        {
            var isItem = _marker is not null && _headingLevel == 0;
            var kind = _headingLevel > 0 ? BlockKind.Heading : isItem ? BlockKind.ListItem : _quotes > 0 ? BlockKind.Quote : BlockKind.Paragraph;
            builder.Add(kind, _text, _headingLevel > 0 ? _headingLevel : isItem ? Math.Max(1, _lists.Count) : 0, _anchor);
        }

        Restart(keepMarker: _text.Length == 0);
    }

    private void Restart(bool keepMarker = false)
    {
        _text.Clear();
        _spacePending = false;
        if (!keepMarker) _marker = null;
    }

    private static string? Anchor(IElement heading)
    {
        if (heading.Id is { Length: > 0 } id) return id;
        if (heading.QuerySelector("[id], a[name]") is { } inside) return inside.Id is { Length: > 0 } inner ? inner : inside.GetAttribute("name");
        return heading.ParentElement is { LocalName: "section" or "div", Id: { Length: > 0 } outer } parent && ReferenceEquals(parent.FirstElementChild, heading) ? outer : null;
    }
}
