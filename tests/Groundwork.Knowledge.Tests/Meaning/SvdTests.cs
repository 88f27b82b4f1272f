using Groundwork.Knowledge.Meaning;

namespace Groundwork.Knowledge.Tests.Meaning;

public sealed class SvdTests
{
    [Fact]
    public void A_known_matrix_has_its_singular_values_and_vectors()
    {
        // A = [[3, 0], [4, 5]]: AᵀA has the eigenvalues 45 and 5, for the directions (1, 1) and (1, −1).
        var (values, vectors) = RandomisedSvd.Run(new SparseMatrix(2, [0, 1, 3], [0, 0, 1], [3, 4, 5]), 2, seed: 1, new RowBlocks(1, default));
        values.Length.ShouldBe(2);
        values[0].ShouldBe(MathF.Sqrt(45), 1e-5f);
        values[1].ShouldBe(MathF.Sqrt(5), 1e-5f);
        var half = MathF.Sqrt(0.5f);
        Math.Abs(vectors.Row(0)[0]).ShouldBe(half, 1e-5f);
        vectors.Row(1)[0].ShouldBe(vectors.Row(0)[0], 1e-5f);
        vectors.Row(1)[1].ShouldBe(-vectors.Row(0)[1], 1e-5f);
    }

    [Fact]
    public void A_matrix_of_lower_rank_has_as_many_singular_values_as_its_rank()
    {
        // Every row is the same but for its length.
        var matrix = Dense(40, 30, (row, column) => (row + 1) * (column + 1));
        var (values, _) = RandomisedSvd.Run(matrix, 10, seed: 1, new RowBlocks(1, default));
        var expected = Math.Sqrt(Enumerable.Range(1, 40).Sum(r => (double)r * r) * Enumerable.Range(1, 30).Sum(c => (double)c * c));
        values.ShouldHaveSingleItem().ShouldBe((float)expected, (float)expected * 1e-5f);
        RandomisedSvd.Run(new SparseMatrix(3, [0, 0, 0], [], []), 2, seed: 1, new RowBlocks(1, default)).Values.ShouldBeEmpty();
    }

    [Fact]
    public void The_leading_directions_of_a_large_matrix_are_those_of_the_exact_decomposition()
    {
        var matrix = Scattered(rows: 400, columns: 300, perRow: 20);
        var (values, vectors) = RandomisedSvd.Run(matrix, 24, seed: 3, new RowBlocks(2, default));
        var exact = new SymmetricEigen(Gram(matrix), matrix.Columns);
        for (var i = 0; i < 24; i++)
        {
            // A random matrix has hardly any decay, the hardest case there is: the last ones wanted are a few percent short, never too long.
            values[i].ShouldBeInRange((float)Math.Sqrt(exact.Values[i]) * (i < 4 ? 0.98f : 0.92f), (float)Math.Sqrt(exact.Values[i]) * 1.0001f);
        }

        var first = Enumerable.Range(0, matrix.Columns).Sum(c => vectors.Row(c)[0] * exact.Vector(0)[c]);
        Math.Abs(first).ShouldBe(1, 1e-3);
    }

    [Fact]
    public void Right_vectors_are_orthonormal()
    {
        var (values, vectors) = RandomisedSvd.Run(Scattered(200, 150, 12), 16, seed: 5, new RowBlocks(2, default));
        for (var i = 0; i < values.Length; i++)
            for (var j = 0; j <= i; j++)
                Enumerable.Range(0, 150).Sum(c => (double)vectors.Row(c)[i] * vectors.Row(c)[j]).ShouldBe(i == j ? 1 : 0, 1e-4);
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        var matrix = Scattered(500, 400, 15);
        var one = RandomisedSvd.Run(matrix, 32, seed: 7, new RowBlocks(1, default));
        foreach (var threads in new[] { 2, 3, 8 })
        {
            var many = RandomisedSvd.Run(matrix, 32, seed: 7, new RowBlocks(threads, default));
            many.Values.ShouldBe(one.Values);
            many.Vectors.Block(0, 400).SequenceEqual(one.Vectors.Block(0, 400)).ShouldBeTrue();
        }

        RandomisedSvd.Run(matrix, 32, seed: 8, new RowBlocks(1, default)).Vectors.Row(0).SequenceEqual(one.Vectors.Row(0)).ShouldBeFalse();
    }

    [Fact]
    public void Eigenvectors_turn_the_matrix_into_its_eigenvalues()
    {
        const int Size = 37;
        var chance = new Random(11);
        var matrix = new double[Size * Size];
        for (var i = 0; i < Size; i++)
            for (var j = 0; j <= i; j++)
                matrix[(i * Size) + j] = matrix[(j * Size) + i] = chance.NextDouble() - 0.5;
        var eigen = new SymmetricEigen(matrix, Size);
        eigen.Values.ShouldBe(eigen.Values.OrderDescending());
        for (var e = 0; e < Size; e++)
        {
            for (var i = 0; i < Size; i++)
            {
                var product = 0.0;
                for (var j = 0; j < Size; j++) product += matrix[(i * Size) + j] * eigen.Vector(e)[j];
                product.ShouldBe(eigen.Values[e] * eigen.Vector(e)[i], 1e-12);
            }
        }
    }

    [Fact]
    public void A_cancelled_decomposition_ends_as_cancelled() =>
        Should.Throw<OperationCanceledException>(() => RandomisedSvd.Run(Scattered(100, 80, 5), 8, seed: 1, new RowBlocks(2, new CancellationToken(canceled: true))));

    [Fact]
    public void Normal_variates_have_mean_0_and_variance_1()
    {
        var stream = new GaussianStream(42);
        var values = new double[20_000];
        foreach (ref var value in values.AsSpan()) value = stream.Next();
        values.Average().ShouldBe(0, 0.03);
        values.Average(v => v * v).ShouldBe(1, 0.05);
        values.Count(v => Math.Abs(v) > 1.96).ShouldBeInRange(800, 1200);
    }

    private static SparseMatrix Dense(int rows, int columns, Func<int, int, float> value)
    {
        var places = Enumerable.Range(0, rows).SelectMany(_ => Enumerable.Range(0, columns)).ToArray();
        float[] values = [.. Enumerable.Range(0, rows).SelectMany(r => Enumerable.Range(0, columns).Select(c => value(r, c)))];
        return new SparseMatrix(columns, [.. Enumerable.Range(0, rows + 1).Select(r => r * columns)], places, values);
    }

    private static SparseMatrix Scattered(int rows, int columns, int perRow)
    {
        var chance = new Random(rows);
        var places = new List<int>();
        for (var row = 0; row < rows; row++) places.AddRange(Enumerable.Range(0, columns).OrderBy(_ => chance.Next()).Take(perRow).Order());
        return new SparseMatrix(columns, [.. Enumerable.Range(0, rows + 1).Select(r => r * perRow)], [.. places], [.. places.Select(_ => chance.NextSingle())]);
    }

    private static double[] Gram(SparseMatrix matrix)
    {
        var gram = new double[matrix.Columns * matrix.Columns];
        for (var row = 0; row < matrix.Rows; row++)
            for (var i = matrix.Starts[row]; i < matrix.Starts[row + 1]; i++)
                for (var j = matrix.Starts[row]; j < matrix.Starts[row + 1]; j++)
                    gram[(matrix.Places[i] * matrix.Columns) + matrix.Places[j]] += (double)matrix.Values[i] * matrix.Values[j];
        return gram;
    }
}
