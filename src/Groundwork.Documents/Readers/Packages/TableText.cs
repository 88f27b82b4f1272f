using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Packages;

/// <summary>Collects the rows of one table and adds them as pipe rows; the first row is the header, as wide as the widest row.</summary>
internal sealed class TableText
{
    /// <summary>Most columns that one cell may cover in the text.</summary>
    public const int MaxSpan = 50;

    private readonly List<(List<string> Cells, int? Page)> _rows = [];

    /// <summary>Begins a row, on this page.</summary>
    public void BeginRow(int? page = null) => _rows.Add(([], page));

    /// <summary>Adds a cell to the row begun last; the cells it covers to its right stay empty.</summary>
    public void Add(string text, int span = 1)
    {
        if (_rows.Count == 0) BeginRow();
        var cells = _rows[^1].Cells;
        cells.Add(text);
        for (var i = 1; i < Math.Min(span, MaxSpan); i++) cells.Add("");
    }

    /// <summary>Forgets the row begun last.</summary>
    public void DropRow() => _rows.RemoveAt(_rows.Count - 1);

    /// <summary>Inner tables stand in one cell: cells become a list, rows its parts.</summary>
    public string OnOneLine() =>
        string.Join("; ", _rows.Select(row => string.Join(", ", row.Cells.Where(cell => !string.IsNullOrWhiteSpace(cell)).Select(cell => cell.Trim()))).Where(row => row.Length > 0));

    public void AddTo(DocumentBuilder builder, int? everyPage = null, string? part = null)
    {
        _rows.RemoveAll(row => row.Cells.Count == 0);
        if (!_rows.Exists(row => row.Cells.Exists(cell => !string.IsNullOrWhiteSpace(cell)))) return;
        var text = new BlockText();
        if (_rows is [var only] && only.Cells.Count == 1)
        {
            // A frame around a text, not a table.
            builder.Add(BlockKind.Paragraph, Mark(text, only.Page ?? everyPage, part).Append(only.Cells[0]));
            return;
        }

        var columns = _rows.Max(row => row.Cells.Count);
        for (var i = 0; i < _rows.Count; i++)
        {
            var (cells, page) = _rows[i];
            if (i == 0) cells.AddRange(Enumerable.Repeat("", columns - cells.Count));
            else text.Append("\n");
            Mark(text, page ?? everyPage, part).Append(PipeTable.Row(cells));
            if (i == 0) text.Append("\n").Append(PipeTable.Separator(columns));
        }

        builder.Add(BlockKind.Table, text);
    }

    private static BlockText Mark(BlockText text, int? page, string? part) => page is null && part is null ? text : text.At(null, page, part);
}
