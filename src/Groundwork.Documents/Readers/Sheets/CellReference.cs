namespace Groundwork.Documents.Readers.Sheets;

/// <summary>Names of columns and cells: A, Z, AA, XFD; A1 to XFD1048576.</summary>
internal static class CellReference
{
    public const int MaxColumn = 16_384;
    public const int MaxRow = 1_048_576;

    public static string ColumnName(int column)
    {
        Span<char> letters = stackalloc char[8];
        var at = letters.Length;
        for (; column > 0; column = (column - 1) / 26) letters[--at] = (char)('A' + ((column - 1) % 26));
        return letters[at..].ToString();
    }

    /// <summary>The column of a reference like <c>AB12</c>.</summary>
    /// <exception cref="InvalidDataException">It names no cell that a sheet can have.</exception>
    public static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var c in reference)
        {
            if (!char.IsAsciiLetter(c)) break;
            column = (column * 26) + (char.ToUpperInvariant(c) - 'A' + 1);
            if (column > MaxColumn) break;
        }

        return column is >= 1 and <= MaxColumn ? column : throw new InvalidDataException($"No sheet has a cell \"{reference}\".");
    }
}
