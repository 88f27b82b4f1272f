using System.Globalization;
using System.Text;
using Groundwork.UseCases;

namespace Groundwork.Server.Pages.Parts;

/// <summary>Draws the blocks of a document as the elements they are: headings, lists, tables, code, quotes and paragraphs.</summary>
internal sealed class DocumentHtml
{
    private readonly DocumentView _view;
    private readonly string _text;
    private readonly StringBuilder _html = new();
    private readonly SpanWriter _spans;
    private readonly int _headingShift;
    private bool _isInList;

    private DocumentHtml(DocumentView view, bool hasOwnTitle)
    {
        _view = view;
        _text = view.Document.Text;
        _spans = new SpanWriter(_html, _text, view.Marked, view.HasChunks ? [.. view.Document.Chunks.Select(c => c.Span.Start)] : []);
        _spans.SkipChunksBefore(view.Start);
        _headingShift = hasOwnTitle ? 0 : 1;
    }

    /// <summary>True when the text shown begins with the title, so that the page needs no other.</summary>
    public static bool BeginsWithTitle(DocumentView view) =>
        view.Start == 0 && view.Document.Blocks is [{ Kind: "heading", Level: 1 } first, ..]
        && string.Equals(view.Document.Text.Substring(first.Span.Start, first.Span.Length), view.Document.Title, StringComparison.Ordinal);

    /// <summary>The HTML of what a view shows.</summary>
    public static string Of(DocumentView view)
    {
        var drawing = new DocumentHtml(view, BeginsWithTitle(view));
        foreach (var block in view.Document.Blocks)
        {
            var (start, end) = (Math.Max(block.Span.Start, view.Start), Math.Min(block.Span.Start + block.Span.Length, view.End));
            if (start < end) drawing.Draw(block, start, end);
        }

        drawing.CloseList();
        return drawing._html.ToString();
    }

    private void Draw(BlockReply block, int start, int end)
    {
        if (block.Kind is not "listItem") CloseList();
        switch (block.Kind)
        {
            case "heading":
                var level = Math.Clamp(block.Level + _headingShift, 1, 6);
                Element(string.Create(CultureInfo.InvariantCulture, $"h{level} id=\"at-{block.Span.Start}\" dir=\"auto\""), start, end);
                break;
            case "listItem":
                DrawItem(block, start, end);
                break;
            case "table":
                DrawTable(start, end);
                break;
            case "code":
                _html.Append("<pre tabindex=\"0\" dir=\"ltr\"><code>");
                _spans.Write(start, end);
                _html.Append("</code></pre>\n");
                break;
            case "quote":
                Element("blockquote dir=\"auto\"", start, end);
                break;
            default:
                Element("p dir=\"auto\"", start, end);
                break;
        }
    }

    private void Element(string tag, int start, int end)
    {
        _html.Append('<').Append(tag).Append('>');
        _spans.Write(start, end);
        _html.Append("</").Append(tag.AsSpan()[..(tag.IndexOf(' ', StringComparison.Ordinal) is var space and >= 0 ? space : tag.Length)]).Append(">\n");
    }

    private void DrawItem(BlockReply block, int start, int end)
    {
        if (!_isInList) _html.Append("<ul class=\"items\">\n");
        _isInList = true;
        _html.Append(CultureInfo.InvariantCulture, $"<li class=\"level-{Math.Clamp(block.Level, 1, 6)}\" dir=\"auto\">");
        var afterMarker = start == block.Span.Start ? AfterMarker(start, end) : start;
        if (afterMarker > start)
        {
            _html.Append(_text[start] == '-' ? "<span class=\"marker bullet\">" : "<span class=\"marker\">");
            _spans.Write(start, afterMarker);
            _html.Append("</span>");
        }

        _html.Append("<span class=\"item\">");
        _spans.Write(afterMarker, end);
        _html.Append("</span></li>\n");
    }

    // Readers write "- " or "12. " before the text of an item.
    private int AfterMarker(int start, int end)
    {
        var at = start;
        while (at < end && char.IsAsciiDigit(_text[at])) at++;
        if (at < end && ((at > start && _text[at] is '.' or ')') || (at == start && _text[at] == '-'))) at++;
        else return start;
        return at < end && _text[at] == ' ' ? at + 1 : start;
    }

    private void CloseList()
    {
        if (_isInList) _html.Append("</ul>\n");
        _isInList = false;
    }

    private void DrawTable(int start, int end)
    {
        _html.Append("<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>\n");
        var rows = PipeRows.Of(_text, start, end);
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].IsSeparator) continue;
            var isHead = i + 1 < rows.Count && rows[i + 1].IsSeparator;
            _html.Append("<tr>");
            foreach (var cell in rows[i].Cells) DrawCell(isHead ? "th" : "td", cell.Start, cell.End);
            _html.Append("</tr>\n");
        }

        _html.Append("</table></div>\n");
    }

    private void DrawCell(string tag, int start, int end)
    {
        _html.Append('<').Append(tag).Append(" dir=\"auto\">");

        // The backslash before a bar belongs to the notation of the row, not to the cell.
        for (var at = start; at < end;)
        {
            var escape = _text.IndexOf("\\|", at, end - at, StringComparison.Ordinal);
            _spans.Write(at, escape < 0 ? end : escape);
            at = escape < 0 ? end : escape + 1;
            if (escape < 0) break;
            _spans.Write(at, at + 1);
            at++;
        }

        _html.Append("</").Append(tag).Append('>');
    }
}
