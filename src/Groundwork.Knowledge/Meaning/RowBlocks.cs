namespace Groundwork.Knowledge.Meaning;

/// <summary>
/// Work on the rows of a matrix, cut the same way whatever the number of threads: who computes a block never changes what comes out.
/// </summary>
/// <param name="threads">Most threads at once, ≥ 1.</param>
/// <param name="cancellationToken">Looked at before each block.</param>
internal sealed class RowBlocks(int threads, CancellationToken cancellationToken)
{
    /// <summary>Rows in a block; the last one may be shorter.</summary>
    public const int BlockRows = 64;

    private const int MostParts = 16;

    private readonly ParallelOptions _options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };

    /// <summary>Runs over all blocks; each is done by one thread from its first row to its last.</summary>
    public void ForEach(int rows, Action<int, int> work) =>
        Parallel.For(0, (rows + BlockRows - 1) / BlockRows, _options, block => work(block * BlockRows, Math.Min(BlockRows, rows - (block * BlockRows))));

    /// <summary>Runs over few large parts of the rows, for work that looks at everything else for each of them.</summary>
    public void ForEachPart(int rows, Action<int, int> work) =>
        Parallel.For(0, MostParts, _options, part =>
        {
            var (first, end) = ((int)((long)rows * part / MostParts), (int)((long)rows * (part + 1) / MostParts));
            if (end > first) work(first, end - first);
        });

    /// <summary>Sums over all blocks in a fixed order: blocks by parts, parts by number.</summary>
    /// <param name="rows">Rows in all.</param>
    /// <param name="length">Length of the sum.</param>
    /// <param name="work">Adds the first row and number of rows of a block to a sum.</param>
    public double[] Sum(int rows, int length, Action<int, int, double[]> work)
    {
        var blocks = (rows + BlockRows - 1) / BlockRows;
        var parts = new double[Math.Min(MostParts, Math.Max(blocks, 1))][];
        Parallel.For(0, parts.Length, _options, part =>
        {
            parts[part] = new double[length];
            for (var block = (int)((long)blocks * part / parts.Length); block < (int)((long)blocks * (part + 1) / parts.Length); block++)
            {
                _options.CancellationToken.ThrowIfCancellationRequested();
                work(block * BlockRows, Math.Min(BlockRows, rows - (block * BlockRows)), parts[part]);
            }
        });
        var sum = parts[0];
        for (var part = 1; part < parts.Length; part++) System.Numerics.Tensors.TensorPrimitives.Add<double>(sum, parts[part], sum);
        return sum;
    }
}
