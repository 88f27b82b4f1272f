using Groundwork.Knowledge.Ingestion;

namespace Groundwork.Knowledge.Tests.Ingestion;

public sealed class ReadAheadTests
{
    private const long MostWeight = 10;

    [Fact]
    public async Task What_is_under_way_never_weighs_more_than_allowed_unless_it_is_one_alone()
    {
        long[] weights = [3, 3, 3, 3, 9, 1, 1, 25, 1, 10, 4, 7, 2];
        var (carried, begun, most) = (0L, 0, 0L);
        var results = new List<long>();
        var all = ReadAhead.RunAsync(
            weights.ToAsyncEnumerable(),
            weight =>
            {
                carried += weight;
                begun++;
                if (begun > 1) most = Math.Max(most, carried);
                return Task.FromResult(weight);
            },
            weight => weight, depth: 4, MostWeight, default);
        await foreach (var result in all)
        {
            results.Add(result);
            carried -= result;
            begun--;
        }

        results.ShouldBe(weights);
        most.ShouldBeInRange(1, MostWeight);
    }
}
