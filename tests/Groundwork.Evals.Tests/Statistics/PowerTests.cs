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
