namespace Groundwork.Knowledge.Meaning;

/// <summary>Rows of floats, one after the other.</summary>
/// <param name="rows">Rows, ≥ 0.</param>
/// <param name="columns">Columns, ≥ 1.</param>
internal sealed class DenseMatrix(int rows, int columns)
{
    private readonly float[] _values = new float[checked(rows * columns)];

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public Span<float> Row(int row) => _values.AsSpan(row * Columns, Columns);

    /// <summary>Some rows in a row.</summary>
    public Span<float> Block(int firstRow, int count) => _values.AsSpan(firstRow * Columns, count * Columns);
}
