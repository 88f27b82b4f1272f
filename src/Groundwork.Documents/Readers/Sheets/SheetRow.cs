namespace Groundwork.Documents.Readers.Sheets;

/// <summary>A row that holds at least one cell. The list is filled anew for the next row.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Cells">Ascending columns.</param>
internal readonly record struct SheetRow(int Number, List<SheetCell> Cells);
