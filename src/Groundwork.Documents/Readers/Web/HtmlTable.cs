using System.Globalization;
using System.Text;
using AngleSharp.Dom;

namespace Groundwork.Documents.Readers.Web;

/// <summary>
/// The grid of a table. A cell over several rows stands in each of them, so that a row can be read alone; a cell over several columns stands
/// in the first, and in every column of a header; header rows above each other become one.
/// </summary>
internal static class HtmlTable
{
    private const int MaxSpan = 50;
    private const int MaxColumns = 500;

    // A long text is not worth repeating, and many repeats of it would be a bomb.
    private const int MaxRepeatedCharacters = 200;

    /// <summary>Whether the table holds data; otherwise it only places parts of the page beside each other.</summary>
    public static bool IsData(IElement table, IReadOnlyList<IElement> rows) =>
        table.QuerySelector("table, h1, h2, h3, h4, h5, h6, pre") is null && rows.Count > 1 && rows.Any(row => Cells(row).Skip(1).Any());

    /// <summary>Rows of cell texts, each with the element of its first row; the first is the header.</summary>
    public static List<(IElement Row, List<string> Cells)> Grid(IReadOnlyList<IElement> rows, HtmlChrome chrome)
    {
        var grid = new List<(IElement Row, List<string> Cells)>();
        // Texts that reach down into following rows, by column.
        var hanging = new Dictionary<int, (string Text, int Rows)>();
        var isHeader = true;
        foreach (var row in rows)
        {
            var cells = Cells(row).ToList();
            if (cells.Count == 0) continue;
            isHeader = isHeader && (row.ParentElement?.LocalName is "thead" || cells.TrueForAll(cell => cell.LocalName is "th"));
            var texts = RowOf(cells, hanging, isHeader, chrome);
            if (isHeader && grid.Count > 0) Merge(grid[0].Cells, texts);
            else grid.Add((row, texts));
        }

        return grid;
    }

    private static IEnumerable<IElement> Cells(IElement row) => row.Children.Where(cell => cell.LocalName is "td" or "th");

    private static List<string> RowOf(List<IElement> cells, Dictionary<int, (string Text, int Rows)> hanging, bool isHeader, HtmlChrome chrome)
    {
        var texts = new List<string>();
        foreach (var cell in cells)
        {
            TakeHanging(texts, hanging);
            var text = TextOf(cell, chrome);
            var repeated = text.Length <= MaxRepeatedCharacters ? text : "";
            var columns = texts.Count < MaxColumns ? Span(cell, "colspan") : 1;
            var rows = texts.Count < MaxColumns ? Span(cell, "rowspan") : 1;
            for (var i = 0; i < columns; i++)
            {
                if (rows > 1) hanging[texts.Count] = (i == 0 || isHeader ? repeated : "", rows - 1);
                texts.Add(i == 0 ? text : isHeader ? repeated : "");
            }
        }

        TakeHanging(texts, hanging);
        return texts;
    }

    private static void TakeHanging(List<string> texts, Dictionary<int, (string Text, int Rows)> hanging)
    {
        while (hanging.Remove(texts.Count, out var above))
        {
            if (above.Rows > 1) hanging[texts.Count] = (above.Text, above.Rows - 1);
            texts.Add(above.Text);
        }
    }

    private static void Merge(List<string> header, List<string> below)
    {
        for (var i = 0; i < below.Count; i++)
        {
            if (i == header.Count) header.Add(below[i]);
            else if (below[i].Length > 0 && !below[i].Equals(header[i], StringComparison.Ordinal)) header[i] = header[i].Length == 0 ? below[i] : header[i] + " " + below[i];
        }
    }

    private static int Span(IElement cell, string attribute) =>
        int.TryParse(cell.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var span) ? Math.Clamp(span, 1, MaxSpan) : 1;

    private static string TextOf(IElement cell, HtmlChrome chrome)
    {
        var text = new StringBuilder();
        Append(text, cell, chrome);
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static void Append(StringBuilder target, INode parent, HtmlChrome chrome)
    {
        foreach (var child in parent.ChildNodes)
        {
            if (child is IText text)
            {
                target.Append(text.Data);
                continue;
            }

            if (child is not IElement element || chrome.Drops(element)) continue;
            if (HtmlNotes.MarkOf(element) is { } mark)
            {
                target.Append(mark);
                continue;
            }

            var isBlock = element.LocalName is "p" or "div" or "br" or "li" or "ul" or "ol" or "dl" or "dt" or "dd" or "blockquote";
            if (isBlock) target.Append(' ');
            Append(target, element, chrome);
            if (isBlock) target.Append(' ');
        }
    }
}
