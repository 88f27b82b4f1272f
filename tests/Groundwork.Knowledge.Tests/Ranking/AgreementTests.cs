using Groundwork.Knowledge.Ranking;

namespace Groundwork.Knowledge.Tests.Ranking;

public sealed class AgreementTests
{
    [Fact]
    public void No_pair_on_which_both_orders_agree_is_ever_exchanged()
    {
        foreach (var count in new[] { 1, 2, 3, 4, 5 })
        {
            var all = Permutations(count).ToArray();
            foreach (var first in all)
            {
                foreach (var second in all)
                {
                    var (order, disagreements) = Agreement.Of(first, second);
                    order.Order().ShouldBe(Enumerable.Range(0, count));
                    var disagreed = 0;
                    for (var better = 0; better < count; better++)
                    {
                        for (var worse = better + 1; worse < count; worse++)
                        {
                            var (a, b) = (order[better], order[worse]);
                            (first[b] < first[a] && second[b] < second[a]).ShouldBeFalse($"{string.Join(' ', first)} | {string.Join(' ', second)} → {string.Join(' ', order)}");
                            if (first[a] < first[b] != second[a] < second[b]) disagreed++;
                        }
                    }

                    disagreements.ShouldBe(disagreed);
                }
            }
        }
    }

    [Fact]
    public void Opposite_orders_leave_the_first_stage() => Agreement.Of([0, 1, 2, 3], [3, 2, 1, 0]).ShouldSatisfyAllConditions(a => a.Order.ShouldBe([0, 1, 2, 3]), a => a.Disagreements.ShouldBe(6));

    private static IEnumerable<int[]> Permutations(int count) => count == 0
        ? [[]]
        : Permutations(count - 1).SelectMany(p => Enumerable.Range(0, count).Select(at => (int[])[.. p[..at], count - 1, .. p[at..]]));
}
