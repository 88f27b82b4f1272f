using System.Buffers;
using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Web;

/// <summary>Writes the visible text of a page as blocks. Recursion is bounded by the depth limit of the parser (512).</summary>
internal sealed class HtmlWriter(string source, int firstLine, DocumentBuilder builder, HtmlChrome chrome, CancellationToken cancellationToken)
{
    private const string Blanks = " \t\n\r\f\u00A0";

    private static readonly SearchValues<char> s_blanks = SearchValues.Create(Blanks);

    private readonly HtmlLines _lines = new(source, firstLine);
    private readonly BlockText _text = new();
    private readonly Stack<int?> _lists = new();
    private bool _spacePending;
    private string? _marker;
    private int _quotes;
    private int _headingLevel;
    private string? _anchor;

    // A term of a definition list waits for its definition: the two are one block.
    private bool _term;

    public void Write(IElement root)
    {
        _lines.Pass(root);
        VisitChildren(root);
        Flush();
    }

    private void VisitChildren(INode parent)
    {
        // A list of nodes knows its places; a node has to look for its neighbour among all siblings.
        foreach (var child in parent.ChildNodes)
        {
            if (child is IText text) AppendText(text);
            else if (child is IElement element)
            {
                _lines.Pass(element);
                if (!chrome.Drops(element)) Visit(element);
            }
        }
    }

    private void Visit(IElement element)
    {
        cancellationToken.ThrowIfCancellationRequested();
        switch (element.LocalName)
        {
            case "br":
                BreakLine();
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
            case "a" when HtmlNotes.LeadsBack(element):
                break;
            case "a" or "sup" when HtmlNotes.MarkOf(element) is { } mark:
                AppendBare(element, mark);
                break;
            case "rt":
                // The reading of a ruby base follows it in parentheses; rp holds the page's own, for programs that know no ruby.
                AppendBare(element, "(" + element.TextContent.Trim() + ")");
                break;
            case "rp" or "rtc":
                break;
            case "dd" when _term:
                _term = false;
                BreakLine();
                VisitChildren(element);
                Flush();
                break;
            case "dt":
                Flush();
                VisitChildren(element);
                _term = _text.Length > 0;
                break;
            case "address" or "article" or "aside" or "body" or "center" or "dd" or "details" or "dialog" or "div" or "dl" or "fieldset"
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
        if (!HtmlTable.IsData(table, rows))
        {
            VisitChildren(table);
            Flush();
            return;
        }

        if (table.QuerySelector("caption") is { } caption && !chrome.Drops(caption)) Visit(caption);
        _text.Clear();
        foreach (var (row, cells) in HtmlTable.Grid(rows, chrome))
        {
            var isHeader = _text.Length == 0;
            if (!isHeader) _text.Append("\n");
            _text.At(_lines.Of(row)).Append(PipeTable.Row(cells));
            if (isHeader) _text.Append("\n").Append(PipeTable.Separator(cells.Count));
        }

        builder.Add(BlockKind.Table, _text);
        Restart();
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
        foreach (var child in parent.ChildNodes)
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
                _text.At(_lines.OfText(word));
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

    // Text that stands right behind what is there, without a space.
    private void AppendBare(IElement element, string text)
    {
        if (_text.Length == 0) _text.At(_lines.Of(element)).Append(_marker);
        _spacePending = false;
        _text.Append(text);
    }

    private void BreakLine()
    {
        _text.TrimEnd(_marker?.Length ?? 0);
        if (_text.Length > (_marker?.Length ?? 0)) _text.Append("\n");
        _spacePending = false;
    }

    private void Flush()
    {
        _term = false;
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
