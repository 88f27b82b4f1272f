namespace Groundwork.Knowledge.Meaning;

/// <summary>A matrix of which only the entries other than zero are kept, row by row.</summary>
/// <param name="Columns">Columns.</param>
/// <param name="Starts">By row, where its entries start; one more than there are rows.</param>
/// <param name="Places">By entry, its column, ascending within a row.</param>
/// <param name="Values">By entry, its value.</param>
internal sealed record SparseMatrix(int Columns, int[] Starts, int[] Places, float[] Values)
{
    public int Rows => Starts.Length - 1;

    /// <summary>Rows become columns. What was ascending by row is so again.</summary>
    public SparseMatrix Transpose()
    {
        var starts = new int[Columns + 1];
        foreach (var place in Places) starts[place + 1]++;
        for (var i = 0; i < Columns; i++) starts[i + 1] += starts[i];
        var next = starts.AsSpan(0, Columns).ToArray();
        var places = new int[Places.Length];
        var values = new float[Values.Length];
        for (var row = 0; row < Rows; row++)
        {
            for (var i = Starts[row]; i < Starts[row + 1]; i++)
            {
                var to = next[Places[i]]++;
                places[to] = row;
                values[to] = Values[i];
            }
        }

        return new SparseMatrix(Rows, starts, places, values);
    }
}
