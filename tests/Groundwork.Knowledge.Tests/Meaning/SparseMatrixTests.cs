using Groundwork.Knowledge.Meaning;

namespace Groundwork.Knowledge.Tests.Meaning;

public sealed class SparseMatrixTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 3, 1)]
    [InlineData(0, 4, 2)]
    [InlineData(1, 0, 2)]
    [InlineData(2, 1, 2)]
    [InlineData(2, 6, 4)]
    public void The_first_entry_from_a_column_on_is_looked_for_in_its_row_alone(int row, int column, int expected)
    {
        // Row 0 holds columns 1 and 3, row 1 nothing, row 2 columns 2 and 5.
        var matrix = new SparseMatrix(7, [0, 2, 2, 4], [1, 3, 2, 5], [1, 1, 1, 1]);
        matrix.FirstFrom(row, column).ShouldBe(expected);
    }

    [Fact]
    public void Parts_cover_every_row_once()
    {
        foreach (var rows in (int[])[0, 1, 15, 16, 17, 1000])
        {
            var visits = new int[rows];
            new RowBlocks(2, default).ForEachPart(rows, (first, count) =>
            {
                for (var row = first; row < first + count; row++) Interlocked.Increment(ref visits[row]);
            });
            visits.ShouldAllBe(count => count == 1);
        }
    }
}
