using System.Globalization;
using Groundwork.Evals.Statistics;

namespace Groundwork.Evals.Tests.Statistics;

/// <summary>Values for tests.</summary>
internal static class Some
{
    public static readonly Metric Share = new("share", "A share.");
    public static readonly Metric Rate = new("rate", "A rate.") { IsRate = true };
    public static readonly Metric Latency = new("latency", "Time.", 0, double.PositiveInfinity) { HigherIsBetter = false, Unit = "ms" };
    public static readonly Metric Anything = new("anything", "Any number.", double.NegativeInfinity, double.PositiveInfinity);

    public static ItemValue[] Items(params IEnumerable<double> values) => [.. values.Select((v, i) => new ItemValue(Id(i), v))];

    public static ItemValue[] Clustered(int size, params IEnumerable<double> values) => [.. values.Select((v, i) => new ItemValue(Id(i), v, 1, Id(i / size)))];

    public static string Id(int i) => i.ToString("D6", CultureInfo.InvariantCulture);

    public static T[] Shuffled<T>(IEnumerable<T> items, long seed)
    {
        var shuffled = items.ToArray();
        new Draws(seed).Shuffle<T>(shuffled);
        return shuffled;
    }

    public static double Gaussian(Draws draws) => Normal.Quantile(Math.Max(draws.Unit(), 1e-300));

    /// <summary>Finite values a careless scorer could give: huge, tiny, equal, negative, in clusters, with wild weights.</summary>
    public static ItemValue[] Nasty(Draws draws, int most = 30)
    {
        double[] sizes = [0, 1, 1, 0.5, -1, 1e-320, 1e-200, 1e200, double.MaxValue, -double.MaxValue, 3, 0.1];
        double[] weights = [1, 1, 2, 1e-320, 1e300, 0.1];
        var (isEqual, isWeighted, isClustered) = (draws.Below(4) == 0, draws.Below(2) == 0, draws.Below(2) == 0);
        var same = sizes[draws.Below(sizes.Length)];
        return
        [
            .. Enumerable.Range(0, 1 + draws.Below(most)).Select(i => new ItemValue(
                Id(i), isEqual ? same : sizes[draws.Below(sizes.Length)] * (draws.Below(2) == 0 ? 1 : draws.Unit()), isWeighted ? weights[draws.Below(weights.Length)] : 1,
                isClustered ? Id(draws.Below(5)) : null)),
        ];
    }

    public static void ShouldBeSound(Estimate estimate)
    {
        double.IsFinite(estimate.Value).ShouldBeTrue();
        double.IsFinite(estimate.Deviation).ShouldBeTrue();
        estimate.Deviation.ShouldBeGreaterThanOrEqualTo(0);
        ShouldBeSound(estimate.Value, estimate.Interval);
    }

    public static void ShouldBeSound(double value, Interval interval)
    {
        double.IsFinite(value).ShouldBeTrue();
        double.IsFinite(interval.Low).ShouldBeTrue();
        double.IsFinite(interval.High).ShouldBeTrue();
        interval.Low.ShouldBeLessThanOrEqualTo(value);
        interval.High.ShouldBeGreaterThanOrEqualTo(value);
        interval.Method.ShouldNotBeNullOrWhiteSpace();
    }
}
