namespace Groundwork.Documents.Readers.Tables;

/// <summary>One record of a table in text.</summary>
/// <param name="Line">Line at which it starts, from 1.</param>
/// <param name="Cells">Its values, without quotes.</param>
internal readonly record struct CsvRow(int Line, List<string> Cells);
