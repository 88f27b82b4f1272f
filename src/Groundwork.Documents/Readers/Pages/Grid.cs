namespace Groundwork.Documents.Readers.Pages;

/// <summary>Rows cut by the gutters that run through all of them: either columns of prose or a table.</summary>
internal sealed class Grid
{
    // Cells of a table are short, or leave much of their column empty; lines of prose do neither.
    private const double FewWords = 3.5, LittleFill = 0.55, MostFill = 0.93, RowsWithCells = 0.6;

    // In heights of a letter.
    private const float TableGutter = 1f, WrappedGap = 0.45f;

    // Justified lines stretch all their gaps alike; between cells they are wider than between words of a cell.
    private const float WiderThanWords = 1.6f;
    private const double RowsWithWiderGutters = 0.7;

    private readonly float _height;

    public Grid(List<PageRow> rows)
    {
        Rows = rows;
        _height = rows.Select(row => row.Height).Order().ElementAt(rows.Count / 2);
        Gutters = Pages.Gutters.Within(rows, Pages.Gutters.NarrowestFor(rows));
        var cells = rows.ConvertAll(CellsOf);
        var filled = cells.SelectMany(row => row).Where(cell => cell.Count > 0).ToList();
        FewestRowsPerColumn = Gutters.Count == 0 ? rows.Count : Enumerable.Range(0, Gutters.Count + 1).Min(column => cells.Count(row => row[column].Count > 0));
        IsMarkedList = Gutters.Count > 0 && cells.Where(row => row[0].Count > 0).All(row => row[0] is [var only] && ListMarks.IsMark(only.Text));
        IsTable = Gutters.Count > 0 && cells.Count(row => row.Count(cell => cell.Count > 0) > 1) >= Math.Max(3, rows.Count * RowsWithCells) && LooksLikeCells(filled, cells);
    }

    public List<PageRow> Rows { get; }

    /// <summary>Empty strips through all rows, from left to right.</summary>
    public List<(float From, float To)> Gutters { get; }

    public int FewestRowsPerColumn { get; }

    /// <summary>In heights of a letter.</summary>
    public float NarrowestGutter => Gutters.Count == 0 ? 0 : Gutters.Min(gutter => gutter.To - gutter.From) / _height;

    /// <summary>The first column holds nothing but bullets or numbers of list items.</summary>
    public bool IsMarkedList { get; }

    public bool IsTable { get; }

    public bool HasSeveralCells(PageRow row) => CellsOf(row).Count(cell => cell.Count > 0) > 1;

    public IEnumerable<List<PageWord>> Columns() =>
        Enumerable.Range(0, Gutters.Count + 1).Select(column => Rows.SelectMany(row => CellsOf(row)[column]).ToList()).Where(words => words.Count > 0);

    public PageItem.Table ToTable(int page, bool isVisual)
    {
        var rows = new List<string[]>();
        var end = float.MinValue;
        foreach (var row in Rows)
        {
            var cells = Array.ConvertAll(CellsOf(row), cell => LineText.Of(cell, isVisual));
            // The second line of a wrapped cell stands close below, and other cells of its row have none.
            if (rows.Count > 0 && cells[0].Length == 0 && row.Top - end < _height * WrappedGap)
            {
                for (var i = 0; i < cells.Length; i++)
                    if (cells[i].Length > 0)
                        rows[^1][i] = rows[^1][i].Length == 0 ? cells[i] : rows[^1][i] + " " + cells[i];
            }
            else
            {
                rows.Add(cells);
            }

            end = row.Bottom;
        }

        return new PageItem.Table(page, rows);
    }

    private bool LooksLikeCells(List<List<PageWord>> filled, List<List<PageWord>[]> cells)
    {
        if (Gutters.TrueForAll(gutter => gutter.To - gutter.From < _height * TableGutter)) return false;
        var spaced = Rows.Where((_, i) => cells[i].Count(cell => cell.Count > 0) > 1 && cells[i].Any(cell => cell.Count > 1)).ToList();
        if (spaced.Count(HasWiderGutters) < spaced.Count * RowsWithWiderGutters) return false;
        var words = filled.Average(cell => cell.Count);
        var fill = Enumerable.Range(0, Gutters.Count + 1).Average(column =>
        {
            var inColumn = cells.Select(row => row[column]).Where(cell => cell.Count > 0).ToList();
            var width = inColumn.Count == 0 ? 0 : inColumn.Max(cell => cell[^1].Right) - inColumn.Min(cell => cell[0].Left);
            return width <= 0 ? 1 : inColumn.Average(cell => cell[^1].Right - cell[0].Left) / width;
        });
        return fill < LittleFill || (words <= FewWords && (fill < MostFill || words < 2));
    }

    private bool HasWiderGutters(PageRow row)
    {
        var cells = Array.FindAll(CellsOf(row), cell => cell.Count > 0);
        var between = Enumerable.Range(1, cells.Length - 1).Min(i => cells[i][0].Left - cells[i - 1][^1].Right);
        var inside = cells.Max(cell => Enumerable.Range(1, cell.Count - 1).Select(i => cell[i].Left - cell[i - 1].Right).DefaultIfEmpty(0).Max());
        return between >= inside * WiderThanWords;
    }

    private List<PageWord>[] CellsOf(PageRow row)
    {
        var cells = Enumerable.Range(0, Gutters.Count + 1).Select(_ => new List<PageWord>()).ToArray();
        var column = 0;
        foreach (var word in row.Words)
        {
            while (column < Gutters.Count && word.Left >= Gutters[column].To - 0.01f) column++;
            cells[column].Add(word);
        }

        return cells;
    }
}
