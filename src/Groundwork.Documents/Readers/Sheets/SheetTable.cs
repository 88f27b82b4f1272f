using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Sheets;

/// <summary>Writes one table of a sheet row by row.</summary>
/// <param name="sheet">The sheet it stands in.</param>
/// <param name="firstColumn">From 1.</param>
/// <param name="lastColumn">The last column, included.</param>
/// <param name="repeatedHeader">Printed titles of the sheet that stand above this table; null when its header is its own.</param>
internal sealed class SheetTable(SheetInfo sheet, int firstColumn, int lastColumn, string[]? repeatedHeader)
{
    private readonly BlockText _text = new();
    private readonly List<(string Text, string Place)> _captions = [];
    private string[]? _header;
    private string? _headerPlace;
    private int _rowCount;
    private bool _isHeaderWritten;

    /// <summary>Characters written so far.</summary>
    public int Length => _text.Length;

    public void Add(int row, ReadOnlySpan<SheetCell> cells)
    {
        if (cells.IsEmpty) return;
        var place = sheet.Place(cells[0].Column, row);
        if (_rowCount == 0 && IsCaption(row, cells))
        {
            _captions.Add((cells[0].Text, place));
            return;
        }

        _rowCount++;
        if (IsHeader(row))
        {
            _headerPlace ??= place;
            _header = Joined(_header, Texts(cells));
            return;
        }

        WriteHeader(place);
        _text.Append("\n").At(null, null, place).Append(PipeTable.Row(Texts(cells)));
    }

    public void AddTo(DocumentBuilder builder)
    {
        foreach (var (text, place) in _captions) builder.Add(BlockKind.Paragraph, new BlockText().At(null, null, place).Append(text));
        if (_rowCount == 0) return;
        if (firstColumn == lastColumn && !_isHeaderWritten && _headerPlace is not null)
        {
            // One cell alone is a remark, not a table.
            builder.Add(BlockKind.Paragraph, new BlockText().At(null, null, _headerPlace).Append(_header![0]));
            return;
        }

        WriteHeader(_headerPlace ?? sheet.QuotedName);
        builder.Add(BlockKind.Table, _text);
    }

    // A single text above several columns is the table's title.
    private bool IsCaption(int row, ReadOnlySpan<SheetCell> cells)
    {
        if (repeatedHeader is not null) return false;
        if (sheet.HeaderRows is { } titles && row <= titles.Last) return row < titles.First;
        return cells.Length == 1 && lastColumn > firstColumn;
    }

    private bool IsHeader(int row)
    {
        if (_isHeaderWritten || repeatedHeader is not null) return false;
        if (sheet.HeaderRows is { } titles && row <= titles.Last) return row >= titles.First;
        return _header is null;
    }

    private void WriteHeader(string placeOtherwise)
    {
        if (_isHeaderWritten) return;
        _isHeaderWritten = true;
        var header = repeatedHeader ?? _header!;
        _text.At(null, null, _headerPlace ?? placeOtherwise).Append(PipeTable.Row(header)).Append("\n").Append(PipeTable.Separator(header.Length));
    }

    private string[] Texts(ReadOnlySpan<SheetCell> cells)
    {
        var texts = new string[lastColumn - firstColumn + 1];
        Array.Fill(texts, "");
        foreach (var cell in cells) texts[cell.Column - firstColumn] = cell.Text;
        return texts;
    }

    private static string[] Joined(string[]? above, string[] below) =>
        above is null ? below : [.. above.Zip(below, (upper, lower) => upper.Length == 0 ? lower : lower.Length == 0 ? upper : upper + " " + lower)];
}
