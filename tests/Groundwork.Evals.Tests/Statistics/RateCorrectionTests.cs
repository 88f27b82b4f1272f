using Groundwork.Evals.Statistics;

namespace Groundwork.Evals.Tests.Statistics;

public sealed class RateCorrectionTests
{
    // Rogan and Gladen 1978: (0.3 + 0.8 − 1) / (0.9 + 0.8 − 1).
    [Fact]
    public void A_judged_rate_is_corrected_by_what_the_judge_misses_and_invents()
    {
        var result = RateCorrection.Correct(300, 1000, Measured(90, 10, 80, 20)).ShouldNotBeNull();
        result.Value.ShouldBe(1 / 7.0, 1e-12);
        result.Interval.Low.ShouldBeLessThan(0.06);
        result.Interval.High.ShouldBeGreaterThan(0.2);
    }

    [Fact]
    public void A_judge_no_better_than_chance_corrects_nothing()
    {
        RateCorrection.Correct(5, 10, Measured(5, 5, 5, 5)).ShouldBeNull();
        RateCorrection.Correct(5, 10, Measured(5, 5, 0, 0)).ShouldBeNull();
        RateCorrection.Correct(5, 10, Measured(0, 0, 5, 5)).ShouldBeNull();
    }

    [Fact]
    public void A_perfect_judge_changes_nothing_but_is_not_taken_for_certain()
    {
        var result = RateCorrection.Correct(20, 100, Measured(30, 0, 30, 0)).ShouldNotBeNull();
        result.Value.ShouldBe(0.2, 1e-12);
        result.Interval.HalfWidth.ShouldBeGreaterThan(Intervals.Wilson(20, 100).HalfWidth);
        Should.Throw<ArgumentOutOfRangeException>(() => RateCorrection.Correct(2, 1, Measured(1, 0, 1, 0)));
    }

    [Fact]
    public void The_interval_covers_the_true_rate_as_Lang_and_Reiczigel_2014_found()
    {
        var draws = new Draws(77);
        int Count(int n, double rate) => Enumerable.Range(0, n).Count(_ => draws.Unit() < rate);
        var covered = 0;
        const int Trials = 600;
        for (var trial = 0; trial < Trials; trial++)
        {
            var (found, cleared) = (Count(60, 0.9), Count(60, 0.85));
            var positives = Enumerable.Range(0, 400).Count(_ => draws.Unit() < 0.3 ? draws.Unit() < 0.9 : draws.Unit() < 0.15);
            if (RateCorrection.Correct(positives, 400, Measured(found, 60 - found, cleared, 60 - cleared))!.Interval.Contains(0.3)) covered++;
        }

        (covered / (double)Trials).ShouldBeInRange(0.92, 0.99);
    }

    private static BinaryAgreement Measured(int found, int missed, int cleared, int invented) =>
        new(found + missed + cleared + invented, new Estimate(0.5, new Interval(0, 1, 0.95, "test"), 0), null, null, found, invented, cleared, missed);
}
