namespace Groundwork.Documents.Readers.Pages;

/// <summary>
/// Puts the words of a page into lines in reading order: regions are cut at gutters into columns, which are read one after the other; rows that cross a
/// gutter (headings over columns) part the regions above and below. Grids of short cells become tables.
/// </summary>
internal sealed class ReadingOrder(PageWords page, int firstColumn)
{
    private const int DeepestCut = 6;

    // A gap that stays in place by chance does so over a few lines, and is narrow.
    private const int FewestProseRows = 4, FewestProseRowsAtNarrowGutter = 6;
    private const float NarrowGutter = 1.2f;

    private readonly List<PageItem> _items = [];
    private int _column = firstColumn;

    /// <summary>The items of a page.</summary>
    /// <param name="page">Its words.</param>
    /// <param name="column">Number for its first column; afterwards the number for the next page's.</param>
    public static List<PageItem> Of(PageWords page, ref int column)
    {
        var order = new ReadingOrder(page, column);
        if (page.Words.Count > 0) order.Cut(PageRow.Of(page.Words), 1);
        column = order._column + 1;
        return order._items;
    }

    private void Cut(List<PageRow> rows, int depth)
    {
        if (rows.Count == 0) return;
        if (depth <= DeepestCut && Gutters.Strongest(rows) is { } gutter && Section(rows.GetRange(gutter.First, gutter.Last - gutter.First + 1)) is { } section)
        {
            var from = gutter.First + section.Skipped;
            Cut(rows.GetRange(0, from), depth + 1);
            if (section.Grid.IsTable) _items.Add(section.Grid.ToTable(page.Number, IsVisual));
            else
                foreach (var column in section.Grid.Columns())
                    Cut(PageRow.Of(column), depth + 1);
            Cut(rows.GetRange(from + section.Grid.Rows.Count, rows.Count - from - section.Grid.Rows.Count), depth + 1);
            return;
        }

        _column++;
        var (left, right) = (rows.Min(row => row.Left), rows.Max(row => row.Right));
        foreach (var row in rows) _items.Add(new PageItem.Line(page.Number, row, LineText.Of(row.Words, IsVisual), left, right, _column, page.IsRecognised));
    }

    private bool IsVisual => !page.IsRecognised;

    // What of these rows is a table or a set of columns; null when they are neither.
    private static (int Skipped, Grid Grid)? Section(List<PageRow> rows)
    {
        var grid = new Grid(rows);
        if (grid.Gutters.Count == 0 || grid.IsMarkedList) return null;
        if (!grid.IsTable) return grid.FewestRowsPerColumn >= (grid.NarrowestGutter < NarrowGutter ? FewestProseRowsAtNarrowGutter : FewestProseRows) ? (0, grid) : null;
        // A short line above or below a table reaches over its first column only.
        var first = rows.FindIndex(grid.HasSeveralCells);
        var last = rows.FindLastIndex(grid.HasSeveralCells);
        if (last - first < 1) return null;
        return (first, new Grid(rows.GetRange(first, last - first + 1)));
    }
}
