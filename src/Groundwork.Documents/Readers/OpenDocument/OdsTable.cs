using Groundwork.Documents.Readers.Packages;
using Groundwork.Documents.Readers.Sheets;

namespace Groundwork.Documents.Readers.OpenDocument;

/// <summary>The rows of one sheet of an OpenDocument spreadsheet, one at a time. Repeated blank cells and rows are jumped over.</summary>
internal sealed class OdsTable(string path, PartXml xml)
{
    private readonly OdsCell _cell = new();

    /// <summary>First and last row of those that are repeated on every printed page; known when the rows were read.</summary>
    public (int First, int Last)? HeaderRows { get; private set; }

    /// <summary>The rows, up to the end of the table on which the reader stands.</summary>
    public IEnumerable<SheetRow> Rows()
    {
        var cells = new List<SheetCell>();
        var number = 1;
        var headerDepth = -1;
        if (!xml.Enter(out var depth)) yield break;
        while (xml.ReadInside(depth))
        {
            if (xml.IsStart && xml.Name is "table-header-rows")
            {
                headerDepth = xml.Depth;
            }
            else if (xml.IsEnd && xml.Depth == headerDepth)
            {
                headerDepth = -1;
            }
            else if (xml.IsStart && xml.Name is "table-row")
            {
                var repeated = Math.Max(1, xml.Number("number-rows-repeated") ?? 1);
                ReadCells(cells);
                if (cells.Count > 0 && (repeated > CellReference.MaxRow || number > CellReference.MaxRow - repeated + 1))
                    throw Repeats(FormattableString.Invariant($"row {number} {repeated} times"));
                if (headerDepth >= 0) HeaderRows = (HeaderRows?.First ?? number, number + repeated - 1);
                for (var i = 0; i < repeated && cells.Count > 0; i++) yield return new SheetRow(number + i, cells);
                number = (int)Math.Min(int.MaxValue / 2, (long)number + repeated);
            }
            else if (xml.IsStart && xml.Name is "shapes" or "named-expressions" || (xml.IsStart && OdfText.IsLeftOut(xml.Name)))
            {
                xml.Skip();
            }
        }
    }

    private void ReadCells(List<SheetCell> cells)
    {
        cells.Clear();
        if (!xml.Enter(out var depth)) return;
        long column = 1;
        while (xml.ReadInside(depth))
        {
            if (!xml.IsStart || xml.Name is not ("table-cell" or "covered-table-cell")) continue;
            var repeated = Math.Max(1, xml.Number("number-columns-repeated") ?? 1);
            var text = _cell.Read(xml);
            if (!string.IsNullOrWhiteSpace(text))
            {
                if (column + repeated - 1 > CellReference.MaxColumn) throw Repeats(FormattableString.Invariant($"a cell {repeated} times"));
                for (var i = 0; i < repeated; i++) cells.Add(new SheetCell((int)column + i, text));
            }

            column += repeated;
        }
    }

    private DocumentUnreadableException Repeats(string what) =>
        new(UnreadableReason.Hostile, $"\"{path}\" repeats {what}, beyond the {CellReference.MaxRow} rows and {CellReference.MaxColumn} columns that a sheet can have.");
}
