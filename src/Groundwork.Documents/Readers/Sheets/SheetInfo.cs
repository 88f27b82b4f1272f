namespace Groundwork.Documents.Readers.Sheets;

/// <summary>A sheet of a workbook.</summary>
/// <param name="Name">As its tab shows it.</param>
/// <param name="IsHidden">The program does not show it.</param>
/// <param name="HeaderRows">First and last of the rows that are printed on every page; null when there are none.</param>
internal sealed record SheetInfo(string Name, bool IsHidden, (int First, int Last)? HeaderRows)
{
    /// <summary>The place of a cell as the program itself writes it, like <c>Prices!A17</c> or <c>'My prices'!A17</c>.</summary>
    public string Place(int column, int row) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{QuotedName}!{CellReference.ColumnName(column)}{row}");

    /// <summary>The name as it stands before the exclamation mark.</summary>
    public string QuotedName { get; } =
        Name.Length > 0 && !char.IsDigit(Name[0]) && Name.All(c => char.IsLetterOrDigit(c) || c is '_' or '.') ? Name : $"'{Name.Replace("'", "''", StringComparison.Ordinal)}'";
}
