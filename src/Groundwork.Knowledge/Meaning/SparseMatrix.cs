namespace Groundwork.Knowledge.Meaning;

/// <summary>A matrix of which only the entries other than zero are kept, row by row.</summary>
/// <param name="Columns">Columns.</param>
/// <param name="Starts">By row, where its entries start; one more than there are rows.</param>
/// <param name="Places">By entry, its column, ascending within a row.</param>
/// <param name="Values">By entry, its value.</param>
internal sealed record SparseMatrix(int Columns, int[] Starts, int[] Places, float[] Values)
{
    public int Rows => Starts.Length - 1;

    /// <summary>The first entry of a row whose column is at least so much; the end of the row when there is none.</summary>
    public int FirstFrom(int row, int column)
    {
        var at = Places.AsSpan(Starts[row], Starts[row + 1] - Starts[row]).BinarySearch(column);
        return Starts[row] + (at < 0 ? ~at : at);
    }
}
