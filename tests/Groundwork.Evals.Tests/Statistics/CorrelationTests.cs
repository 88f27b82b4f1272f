using FsCheck;
using FsCheck.Fluent;
using Groundwork.Evals.Statistics;

namespace Groundwork.Evals.Tests.Statistics;

public sealed class CorrelationTests
{
    // The ten pairs of the encyclopedic example of Spearman 1904: −29/165.
    [Fact]
    public void The_rank_correlation_of_ten_pairs_is_minus_29_of_165()
    {
        (double, double)[] pairs = [(106, 7), (100, 27), (86, 2), (101, 50), (99, 28), (103, 29), (97, 20), (113, 12), (112, 6), (110, 17)];
        var rho = Correlation.Spearman(pairs).ShouldNotBeNull();
        rho.Value.ShouldBe(-29 / 165.0, 1e-12);
        rho.Interval.Contains(0).ShouldBeTrue();
    }

    // Anscombe 1973, set I: r = 0.816 in all four sets.
    [Fact]
    public void The_correlation_of_Anscombe_1973_is_0_816()
    {
        (double, double)[] pairs = [(10, 8.04), (8, 6.95), (13, 7.58), (9, 8.81), (11, 8.33), (14, 9.96), (6, 7.24), (4, 4.26), (12, 10.84), (7, 4.82), (5, 5.68)];
        var r = Correlation.Pearson(pairs).ShouldNotBeNull();
        r.Value.ShouldBe(0.81642, 1e-5);
        // Fisher's z: tanh(atanh r ± 1.96 / √8).
        r.Interval.Low.ShouldBe(Math.Tanh(Math.Atanh(r.Value) - (1.959964 / Math.Sqrt(8))), 1e-6);
    }

    [Fact]
    public void A_constant_side_and_too_few_pairs_have_no_correlation()
    {
        Correlation.Pearson([]).ShouldBeNull();
        Correlation.Pearson([(1, 2)]).ShouldBeNull();
        Correlation.Spearman([(1, 2), (1, 3)]).ShouldBeNull();
        Correlation.Pearson([(1, 2), (2, 3)]).ShouldNotBeNull().Interval.Low.ShouldBe(-1);
        Correlation.Pearson([.. Enumerable.Range(0, 10).Select(i => ((double)i, (double)i))]).ShouldNotBeNull().Interval.Low.ShouldBeLessThan(0.95);
        Should.Throw<ArgumentException>(() => Correlation.Pearson([(double.NaN, 1)]));
    }

    [Fact]
    public void Correlations_lie_within_one_and_change_sign_with_a_side()
    {
        Prop.ForAll<int>(seed =>
        {
            var draws = new Draws(seed);
            double[] sizes = [0, 1, 2, -1, 1e-320, 1e300, double.MaxValue];
            var pairs = Enumerable.Range(0, 2 + draws.Below(20)).Select(_ => (First: sizes[draws.Below(7)], Second: sizes[draws.Below(7)])).ToArray();
            foreach (var (there, back) in new[] { (Correlation.Pearson(pairs), Correlation.Pearson([.. pairs.Select(p => (-p.First, p.Second))])), (Correlation.Spearman(pairs), Correlation.Spearman([.. pairs.Select(p => (-p.First, p.Second))])) })
            {
                if (there is null) continue;
                there.Value.ShouldBeInRange(-1, 1);
                Some.ShouldBeSound(there.Value, there.Interval);
                back.ShouldNotBeNull().Value.ShouldBe(-there.Value, 1e-9);
            }
        }).QuickCheckThrowOnFailure();
    }
}
