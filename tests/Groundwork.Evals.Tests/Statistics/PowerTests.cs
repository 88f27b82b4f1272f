using Groundwork.Evals.Statistics;

namespace Groundwork.Evals.Tests.Statistics;

public sealed class PowerTests
{
    private static Estimate Estimate(double value, double low, double high) => new(value, new Interval(low, high, 0.95, "test"), 1);

    [Fact]
    public void Half_the_width_needs_four_times_the_items()
    {
        Power.ItemsNeeded(Estimate(0.5, 0.4, 0.6), 100, 0.05).ShouldBe(300);
        Power.ItemsNeeded(Estimate(0.5, 0.4, 0.6), 100, 0.1).ShouldBe(0);
        Power.ItemsNeeded(Estimate(0.5, 0.4, 0.6), 100, 0.5).ShouldBe(0);
        Power.ItemsNeeded(Estimate(0.5, 0.4, 0.6), 100, 1e-300).ShouldBe(int.MaxValue);
        Power.ItemsNeeded(Estimate(0, -double.MaxValue, double.MaxValue), 1, double.Epsilon).ShouldBe(int.MaxValue);
        Should.Throw<ArgumentOutOfRangeException>(() => Power.ItemsNeeded(Estimate(0.5, 0.4, 0.6), 100, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => Power.ItemsNeeded(Estimate(0.5, 0.4, 0.6), 0, 0.1));
    }

    [Fact]
    public void A_decision_needs_the_side_of_the_interval_that_faces_the_threshold()
    {
        Power.ItemsToDecide(Estimate(0.0, -0.04, 0.08), 100, -0.02).ShouldBe(300);
        Power.ItemsToDecide(Estimate(0.0, -0.04, 0.08), 100, 0.04).ShouldBe(300);
        Power.ItemsToDecide(Estimate(0.0, -0.04, 0.08), 100, -0.05).ShouldBe(0);
        Power.ItemsToDecide(Estimate(0.0, -0.04, 0.08), 100, -0.04).ShouldBe(1);
        Power.ItemsToDecide(Estimate(-0.02, -0.04, 0.08), 100, -0.02).ShouldBeNull();
        Power.ItemsToDecide(Estimate(-0.02, -0.02, -0.02), 100, -0.02).ShouldBe(0);
    }

    [Fact]
    public void The_items_that_are_asked_for_decide_when_they_come()
    {
        var draws = new Draws(4);
        double[] values = [.. Enumerable.Range(0, 5000).Select(_ => Some.Gaussian(draws))];
        var observed = Intervals.OfMean(Some.Anything, Some.Items(values.Take(200)), 1)!;
        var needed = Power.ItemsNeeded(observed, 200, observed.Interval.HalfWidth / 3);
        Intervals.OfMean(Some.Anything, Some.Items(values.Take(200 + needed)), 1)!.Interval.HalfWidth.ShouldBe(observed.Interval.HalfWidth / 3, observed.Interval.HalfWidth / 30);
    }

    [Fact]
    public void Bounds_that_shrink_otherwise_are_calculated_anew()
    {
        // Wilson for 90 of 100 above 0.85: |p − t| = z √(t(1 − t)/n).
        var z = Normal.Critical(0.95);
        var rate = Intervals.OfMean(Some.Rate, Some.Items(Enumerable.Range(0, 100).Select(i => i < 90 ? 1.0 : 0)), 1)!;
        Power.ItemsToDecide(rate, 100, 0.85).ShouldBe((int)Math.Ceiling((z * z * 0.85 * 0.15 / 0.0025) - 100));
        // Nothing unseen: z²/(n + z²) below 0.02.
        var same = PairedComparison.Compare(Some.Rate, Some.Items(Enumerable.Repeat(1.0, 50)), Some.Items(Enumerable.Repeat(1.0, 50)), 1).Difference!;
        Power.ItemsToDecide(same, 50, -0.02).ShouldBe((int)Math.Ceiling((z * z * 49) - 50));
        var graded = PairedComparison.Compare(Some.Share, Some.Items(Enumerable.Repeat(1.0, 50)), Some.Items(Enumerable.Repeat(1.0, 50)), 1).Difference!;
        Power.ItemsToDecide(graded, 50, -0.02).ShouldBe((int)Math.Ceiling((z * z * 49) - 50));
        // Twelve clusters of ten: what is missing are clusters, and fewer than the root law says of 11 degrees of freedom.
        var clustered = Intervals.OfMean(Some.Share, Some.Clustered(10, Enumerable.Range(0, 120).Select(i => i / 10 % 4 / 4.0)), 1)!;
        var needed = Power.ItemsToDecide(clustered, 120, clustered.Value - (clustered.Interval.HalfWidth / 2))!.Value;
        needed.ShouldBeInRange(20, 36);
    }

    // Cohen 1988, section 2.4: 1.96 + 0.84 standard errors; and (1.96 · 0.5 / 0.05)² = 384.1.
    [Fact]
    public void Textbook_figures_are_found()
    {
        Power.Detectable(1).ShouldBe(2.8016, 1e-4);
        Power.ItemsFor(0.5, 0.05).ShouldBe(385);
        Power.ItemsFor(0, 0.05).ShouldBe(1);
        Power.ItemsFor(1e300, 1e-300).ShouldBe(int.MaxValue);
    }
}
