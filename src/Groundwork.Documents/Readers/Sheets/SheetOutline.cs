using System.Collections;
using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.Sheets;

/// <summary>
/// Finds the regions of a sheet in a first pass over its rows. A second pass can then write each table as it comes, without holding its
/// cells: memory follows the text, never the extent of the sheet.
/// </summary>
internal sealed class SheetOutline(Package package)
{
    // A cell costs its text and its share of the pipes.
    private const int CellOverhead = 3;

    private readonly BitArray _used = new(CellReference.MaxColumn + 2);
    private long _characters;

    public List<SheetRegion> Of(IEnumerable<SheetRow> rows)
    {
        var regions = new List<SheetRegion>();
        int count = 0, previous = 0, first = int.MaxValue, last = 0;
        foreach (var row in rows)
        {
            if (count > 0 && row.Number != previous + 1) End();
            previous = row.Number;
            count++;
            foreach (var cell in row.Cells)
            {
                _used[cell.Column] = true;
                _characters += cell.Text.Length + CellOverhead;
            }

            package.CheckCharacters(_characters);
            first = Math.Min(first, row.Cells[0].Column);
            last = Math.Max(last, row.Cells[^1].Column);
        }

        if (count > 0) End();
        return regions;

        void End()
        {
            var runs = new List<(int First, int Last)>();
            for (var column = first; column <= last; column++)
            {
                if (!_used[column]) continue;
                if (runs.Count > 0 && runs[^1].Last == column - 1) runs[^1] = (runs[^1].First, column);
                else runs.Add((column, column));
                _used[column] = false;
            }

            regions.Add(new SheetRegion(count, [.. runs]));
            (count, first, last) = (0, int.MaxValue, 0);
        }
    }
}
