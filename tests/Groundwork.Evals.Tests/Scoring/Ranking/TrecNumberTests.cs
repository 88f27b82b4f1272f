namespace Groundwork.Evals.Tests.Scoring.Ranking;

public sealed class TrecNumberTests
{
    // As C's printf("%6.4f") has them.
    [Theory]
    [InlineData(1.0 / 32, "0.0312")]
    [InlineData(3.0 / 32, "0.0938")]
    [InlineData(0.00005, "0.0001")]
    [InlineData(0.99995, "1.0000")]
    [InlineData(2.0 / 3, "0.6667")]
    [InlineData(-1.0 / 32, "-0.0312")]
    [InlineData(0, "0.0000")]
    [InlineData(1, "1.0000")]
    public void Values_are_written_as_C_writes_them(double value, string text) => TrecFiles.Text(value).ShouldBe(text);
}
