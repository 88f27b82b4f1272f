namespace Groundwork.Documents.Readers.Sheets;

/// <summary>Rows without a blank row between them, and the columns in which they hold something.</summary>
/// <param name="RowCount">How many rows.</param>
/// <param name="Columns">Runs of neighbouring columns, ascending, with blank columns between them; each run is a table.</param>
internal readonly record struct SheetRegion(int RowCount, (int First, int Last)[] Columns);
