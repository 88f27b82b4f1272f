using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace Groundwork.Knowledge.Meaning;

/// <summary>The leading singular values and right singular vectors of a large sparse matrix.</summary>
/// <remarks>
/// <para>Halko, Martinsson and Tropp 2011, applied to the transpose: a randomised range finder with power iterations (algorithm 4.4,
/// orthonormalised after each pass over both factors) and then the singular value decomposition in the basis found (algorithm 5.1).</para>
/// <para>Orthonormalisation is by the eigenvectors of the Gram matrix, summed in double precision: the columns it meets differ by the square
/// of the ratio of the leading singular values, far from what double precision loses; directions that the matrix does not have come out as zero.</para>
/// <para>Time 4·(passes + 1)·l·entries + 6·(passes + 1)·l²·columns, memory 4·l·(rows + columns) bytes beyond the matrix, with
/// l = dimensions + 32. The same seed gives the same bits whatever the number of threads.</para>
/// </remarks>
internal sealed class RandomisedSvd
{
    private const int Oversampling = 32;
    private const int Passes = 2;

    // Directions weaker than this against the strongest, by squared length, are rounding and not the matrix.
    private const double LeastShare = 1e-11;

    // Whole vectors of any width fit into a row.
    private const int Lanes = 16;

    private readonly SparseMatrix _matrix;
    private readonly RowBlocks _blocks;
    private readonly int _width;

    private RandomisedSvd(SparseMatrix matrix, int dimensions, RowBlocks blocks)
    {
        _matrix = matrix;
        _blocks = blocks;
        _width = (dimensions + Oversampling + Lanes - 1) / Lanes * Lanes;
    }

    /// <summary>Computes them.</summary>
    /// <param name="matrix">Rows are samples, columns features.</param>
    /// <param name="dimensions">Most singular values wanted, ≥ 1.</param>
    /// <param name="seed">Of the random start.</param>
    /// <param name="blocks">Threads and cancellation.</param>
    /// <returns>
    /// Singular values, largest first, as many as the matrix has and at most as many as wanted; and by column of the matrix, its place in each
    /// of the right singular vectors.
    /// </returns>
    public static (float[] Values, DenseMatrix Vectors) Run(SparseMatrix matrix, int dimensions, ulong seed, RowBlocks blocks) =>
        new RandomisedSvd(matrix, dimensions, blocks).Run(dimensions, seed);

    private (float[] Values, DenseMatrix Vectors) Run(int dimensions, ulong seed)
    {
        var samples = new DenseMatrix(_matrix.Rows, _width);
        var range = new DenseMatrix(_matrix.Columns, _width);
        Fill(samples, seed);
        for (var pass = 0; pass <= Passes; pass++)
        {
            MultiplyTransposed(samples, range);
            Orthonormalise(range);
            Multiply(range, samples);
        }

        // samples = matrix · range, so its singular values are the matrix's in this basis, and its right vectors turn the basis into theirs.
        var eigen = new SymmetricEigen(Gram(samples), _width);
        var count = Math.Min(dimensions, CountAbove(eigen.Values));
        var turn = new float[_width * _width];
        for (var column = 0; column < count; column++)
            for (var row = 0; row < _width; row++)
                turn[(row * _width) + column] = (float)eigen.Vector(column)[row];
        Turn(range, turn);
        return ([.. eigen.Values.Take(count).Select(value => (float)Math.Sqrt(value))], range);
    }

    private static int CountAbove(double[] values) => values[0] > 0 ? values.Count(v => v > LeastShare * values[0]) : 0;

    private void Fill(DenseMatrix matrix, ulong seed) => _blocks.ForEach(matrix.Rows, (first, count) =>
    {
        for (var row = first; row < first + count; row++)
        {
            var chance = new GaussianStream(seed + (ulong)row);
            foreach (ref var value in matrix.Row(row)) value = chance.Next();
        }
    });

    // product = matrix · right.
    private void Multiply(DenseMatrix right, DenseMatrix product) => _blocks.ForEach(_matrix.Rows, (first, count) =>
    {
        for (var row = first; row < first + count; row++)
        {
            var sum = product.Row(row);
            sum.Clear();
            for (var i = _matrix.Starts[row]; i < _matrix.Starts[row + 1]; i++)
                TensorPrimitives.MultiplyAdd(right.Row(_matrix.Places[i]), _matrix.Values[i], sum, sum);
        }
    });

    // product = matrixᵀ · right, without a transposed matrix, which would take as much memory as the matrix. Every sum goes by the order of the rows.
    private void MultiplyTransposed(DenseMatrix right, DenseMatrix product) => _blocks.ForEachPart(_matrix.Columns, (first, count) =>
    {
        product.Block(first, count).Clear();
        for (var row = 0; row < _matrix.Rows; row++)
        {
            var factor = right.Row(row);
            for (var i = _matrix.FirstFrom(row, first); i < _matrix.Starts[row + 1] && _matrix.Places[i] < first + count; i++)
            {
                var sum = product.Row(_matrix.Places[i]);
                TensorPrimitives.MultiplyAdd(factor, _matrix.Values[i], sum, sum);
            }
        }
    });

    private void Orthonormalise(DenseMatrix matrix)
    {
        var eigen = new SymmetricEigen(Gram(matrix), _width);
        var turn = new float[_width * _width];
        for (var column = 0; column < CountAbove(eigen.Values); column++)
        {
            var scale = 1 / Math.Sqrt(eigen.Values[column]);
            for (var row = 0; row < _width; row++) turn[(row * _width) + column] = (float)(eigen.Vector(column)[row] * scale);
        }

        Turn(matrix, turn);
    }

    // The upper triangle is summed, in tiles of four rows by one vector; the lower one is its mirror.
    private double[] Gram(DenseMatrix matrix)
    {
        var gram = _blocks.Sum(matrix.Rows, _width * _width, (first, count, sum) =>
        {
            // Rented: thousands of blocks would leave a large array each.
            var rented = ArrayPool<double>.Shared.Rent(count * _width);
            var wide = rented.AsSpan(0, count * _width);
            TensorPrimitives.ConvertChecked<float, double>(matrix.Block(first, count), wide);
            AddGram(wide, count, sum);
            ArrayPool<double>.Shared.Return(rented);
        });
        for (var row = 0; row < _width; row++)
            for (var column = 0; column < row; column++)
                gram[(row * _width) + column] = gram[(column * _width) + row];
        return gram;
    }

    private void AddGram(ReadOnlySpan<double> rows, int count, Span<double> gram)
    {
        var lanes = Vector<double>.Count;
        for (var i = 0; i < _width; i += 4)
        {
            for (var j = i / lanes * lanes; j < _width; j += lanes)
            {
                var (sum0, sum1, sum2, sum3) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
                for (var row = 0; row < count * _width; row += _width)
                {
                    var right = new Vector<double>(rows.Slice(row + j, lanes));
                    sum0 += right * rows[row + i];
                    sum1 += right * rows[row + i + 1];
                    sum2 += right * rows[row + i + 2];
                    sum3 += right * rows[row + i + 3];
                }

                Add(gram, (i * _width) + j, sum0);
                Add(gram, ((i + 1) * _width) + j, sum1);
                Add(gram, ((i + 2) * _width) + j, sum2);
                Add(gram, ((i + 3) * _width) + j, sum3);
            }
        }
    }

    private static void Add(Span<double> gram, int at, Vector<double> sum)
    {
        var place = gram.Slice(at, Vector<double>.Count);
        (new Vector<double>(place) + sum).CopyTo(place);
    }

    // matrix · turn in place: four rows by two vectors at a time stay in registers.
    private void Turn(DenseMatrix matrix, float[] turn) => _blocks.ForEach(matrix.Rows, (first, count) =>
    {
        var (four, turned) = (new float[4 * _width], new float[4 * _width]);
        for (var row = first; row < first + count; row += 4)
        {
            var rows = Math.Min(4, first + count - row);
            matrix.Block(row, rows).CopyTo(four);
            TurnFour(four, turn, turned);
            turned.AsSpan(0, rows * _width).CopyTo(matrix.Block(row, rows));
        }
    });

    private void TurnFour(ReadOnlySpan<float> rows, ReadOnlySpan<float> turn, Span<float> turned)
    {
        var lanes = Vector<float>.Count;
        for (var column = 0; column < _width; column += lanes)
        {
            var (sum0, sum1, sum2, sum3) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
            for (var i = 0; i < _width; i++)
            {
                var right = new Vector<float>(turn.Slice((i * _width) + column, lanes));
                sum0 += right * rows[i];
                sum1 += right * rows[_width + i];
                sum2 += right * rows[(2 * _width) + i];
                sum3 += right * rows[(3 * _width) + i];
            }

            sum0.CopyTo(turned.Slice(column, lanes));
            sum1.CopyTo(turned.Slice(_width + column, lanes));
            sum2.CopyTo(turned.Slice((2 * _width) + column, lanes));
            sum3.CopyTo(turned.Slice((3 * _width) + column, lanes));
        }
    }
}
