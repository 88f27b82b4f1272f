using System.Runtime.InteropServices;
using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.Sheets;

/// <summary>Writes sheets as headings and tables, in a second pass over their rows.</summary>
internal sealed class SheetWriter(DocumentBuilder builder, Package package)
{
    private long _characters;

    public void Write(SheetInfo sheet, List<SheetRegion> regions, IEnumerable<SheetRow> rows)
    {
        if (regions.Count == 0) return;
        if (sheet.IsHidden) builder.Note($"The sheet \"{sheet.Name}\" is hidden in its program.");
        builder.Add(BlockKind.Heading, new BlockText().At(null, null, sheet.QuotedName).Append(sheet.Name), 1);
        var titles = new SortedDictionary<int, string>();
        using var each = rows.GetEnumerator();
        foreach (var region in regions) WriteRegion(sheet, region, each, titles);
        while (each.MoveNext())
        {
            // The rows are read to the end of their sheet: another one may follow in the same part.
        }
    }

    private void WriteRegion(SheetInfo sheet, SheetRegion region, IEnumerator<SheetRow> rows, SortedDictionary<int, string> titles)
    {
        SheetTable[]? tables = null;
        for (var i = 0; i < region.RowCount && rows.MoveNext(); i++)
        {
            var row = rows.Current;
            tables ??= [.. region.Columns.Select(run => new SheetTable(sheet, run.First, run.Last, RepeatedHeader(sheet, row.Number, run, titles)))];
            if (sheet.HeaderRows is { } printed && row.Number >= printed.First && row.Number <= printed.Last)
                foreach (var cell in row.Cells)
                    titles[cell.Column] = titles.TryGetValue(cell.Column, out var above) ? above + " " + cell.Text : cell.Text;
            AddRow(region, tables, row);
        }

        foreach (var table in tables ?? [])
        {
            _characters += table.Length;
            table.AddTo(builder);
        }
    }

    private void AddRow(SheetRegion region, SheetTable[] tables, SheetRow row)
    {
        var cells = CollectionsMarshal.AsSpan(row.Cells);
        var written = _characters;
        for (var i = 0; i < tables.Length; i++)
        {
            var inside = 0;
            while (inside < cells.Length && cells[inside].Column <= region.Columns[i].Last) inside++;
            tables[i].Add(row.Number, cells[..inside]);
            cells = cells[inside..];
            written += tables[i].Length;
        }

        package.CheckCharacters(written);
    }

    private static string[]? RepeatedHeader(SheetInfo sheet, int firstRow, (int First, int Last) run, SortedDictionary<int, string> titles)
    {
        if (sheet.HeaderRows is not { } printed || firstRow <= printed.Last) return null;
        var header = new string[run.Last - run.First + 1];
        for (var i = 0; i < header.Length; i++) header[i] = titles.GetValueOrDefault(run.First + i, "");
        return Array.TrueForAll(header, text => text.Length == 0) ? null : header;
    }
}
