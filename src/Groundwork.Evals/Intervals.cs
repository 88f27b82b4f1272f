using System.Globalization;
using Groundwork.Evals.Statistics;

namespace Groundwork.Evals;

/// <summary>Where the true mean of a metric lies, given the values of some items. Pure: the same items in any order, with the same seed, give the same interval.</summary>
/// <remarks>
/// <para>Which method is used, and is named in <see cref="Interval.Method"/>:</para>
/// <list type="bullet">
/// <item>rates of unweighted items that stand alone: Wilson score interval;</item>
/// <item>one item, or one cluster: nothing is known about the spread, so the range of the metric; without a range, 2/α − 1 times the value on both sides (Edelman 1990);</item>
/// <item>no spread at all: with n equal items at most the share z²/(n + z²) of all others can differ (Wilson's bound for 0 of n), by at most the range of the metric;</item>
/// <item>fewer than 40 items or clusters, or more than 5,000: Student's t with the linearised, clustered standard error (a bootstrap of few items is too narrow, one of many is slow and
/// says the same);</item>
/// <item>otherwise 10,000 seeded resamples: BCa over items, percentiles over whole clusters.</item>
/// </list>
/// </remarks>
public static class Intervals
{
    /// <summary>The weighted mean Σwv / Σw with its interval. Use the overload with the metric where there is one: it knows the range.</summary>
    /// <param name="items">Finite values with weights above 0. Values that all lie in 0..1 are taken to be of a metric with that range.</param>
    /// <param name="isRate">True where the values are 0 or 1.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <param name="confidence">Above 0, below 1.</param>
    /// <returns>The mean; null without items.</returns>
    /// <exception cref="ArgumentException">A value is not finite or a weight not above 0.</exception>
    public static Estimate? OfMean(IReadOnlyList<ItemValue> items, bool isRate, long seed, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(items);
        var isShare = items.All(i => i.Value is >= 0 and <= 1);
        return OfMean(items, isRate, seed, confidence, isShare ? 0 : double.NegativeInfinity, isShare ? 1 : double.PositiveInfinity);
    }

    /// <summary>The weighted mean Σwv / Σw with its interval within the range of the metric.</summary>
    /// <param name="metric">Its range bounds the interval.</param>
    /// <param name="items">Finite values with weights above 0.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <param name="confidence">Above 0, below 1.</param>
    /// <returns>The mean; null without items.</returns>
    /// <exception cref="ArgumentException">A value is not finite or a weight not above 0.</exception>
    public static Estimate? OfMean(Metric metric, IReadOnlyList<ItemValue> items, long seed, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(items);
        return OfMean(items, metric.IsRate, seed, confidence, metric.Min, metric.Max);
    }

    /// <summary>Interval of a rate: <paramref name="successes"/> of <paramref name="trials"/> independent trials. Never empty: 0 of n reaches up to about 3/n.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 0 or more successes than trials.</exception>
    /// <remarks>Wilson 1927, "Probable Inference, the Law of Succession, and Statistical Inference"; method 3 of Newcombe 1998.</remarks>
    public static Interval Wilson(long successes, long trials, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        Finite.RequireConfidence(confidence);
        var method = string.Create(CultureInfo.InvariantCulture, $"Wilson score interval of {successes} of {trials}");
        if (trials == 0) return new Interval(0, 1, confidence, method);
        var (low, high) = WilsonEnds((double)successes / trials, trials, Normal.Critical(confidence));
        return new Interval(low, high, confidence, method) { Outlook = trials <= int.MaxValue ? new Outlook.Rate((int)successes, (int)trials, confidence) : null };
    }

    internal static (double Low, double High) WilsonEnds(double rate, double n, double z)
    {
        var middle = (rate + (z * z / (2 * n))) / (1 + (z * z / n));
        var half = z * Math.Sqrt((rate * (1 - rate) / n) + (z * z / (4 * n * n))) / (1 + (z * z / n));
        return (rate == 0 ? 0 : Math.Clamp(middle - half, 0, rate), rate == 1 ? 1 : Math.Clamp(middle + half, rate, 1));
    }

    /// <summary>Standard error of the weighted mean, clusters drawn as a whole: √(C/(C−1) · Σ over clusters (Σ w(x − m))²) / Σw; null for fewer than two clusters (or items that stand alone).</summary>
    /// <exception cref="ArgumentException">A value is not finite or a weight not above 0.</exception>
    /// <remarks>Miller 2024, "Adding Error Bars to Evals", section 2.2, for weighted means linearised after Cochran 1977, section 6.3.</remarks>
    public static double? ClusteredStandardError(IReadOnlyList<ItemValue> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count == 0) return null;
        var values = new ScaledItems(items);
        return values.Sums.StandardError() is { } error ? Finite.Clamp(values.Unscale(error)) : null;
    }

    private static Estimate? OfMean(IReadOnlyList<ItemValue> items, bool isRate, long seed, double confidence, double min, double max)
    {
        Finite.RequireConfidence(confidence);
        if (items.Count == 0) return null;
        var values = new ScaledItems(items);
        var mean = Finite.Clamp(values.Unscale(values.Sums.Value));
        var deviation = Finite.Clamp(values.Unscale(values.Deviation));
        if (isRate && !values.IsWeighted && !values.Units.IsClustered && items.All(i => i.Value is 0 or 1))
            return new Estimate(mean, Wilson(items.Count(i => i.Value == 1), items.Count, confidence), deviation);
        var interval = Spread.IntervalOf(values.Sums, values.Units.IsClustered ? "clusters" : "items", new Draws(seed), confidence, values.Units.IsClustered);
        return new Estimate(mean, interval switch
        {
            Spread.Unknown => Whole(items.Count, mean, min, max, confidence),
            Spread.None none => Bounded(none, mean, min, max, confidence) with { Outlook = new Outlook.Mean(none.Units, values.Units.IsClustered, mean, mean, mean, confidence, false) { Unseen = none.EffectiveCount, Min = min, Max = max } },
            Spread.Known known => Within(
                Math.Clamp(Finite.Clamp(values.Unscale(known.Low)), Math.Min(min, mean), mean), Math.Clamp(Finite.Clamp(values.Unscale(known.High)), mean, Math.Max(max, mean)), known, values.Units.IsClustered, mean, confidence),
            _ => throw new NotSupportedException(interval.GetType().Name),
        }, deviation);
    }

    private static Interval Within(double low, double high, Spread.Known known, bool isClustered, double mean, double confidence) =>
        new(low, high, confidence, known.Method) { Outlook = new Outlook.Mean(known.Units, isClustered, mean, low, high, confidence, known.IsStudent) };

    private static Interval Whole(int items, double mean, double min, double max, double confidence)
    {
        var reach = ((2 / (1 - confidence)) - 1) * Math.Max(Math.Abs(mean), 1);
        var low = double.IsFinite(min) ? min : mean - reach;
        var high = double.IsFinite(max) ? max : mean + reach;
        var what = items == 1 ? "one item" : string.Create(CultureInfo.InvariantCulture, $"one cluster of {items} items");
        var method = double.IsFinite(min) && double.IsFinite(max) ? $"{what}: the range of the metric" : $"{what}: a multiple of the value (Edelman 1990)";
        return new Interval(Finite.Clamp(Math.Min(low, mean)), Finite.Clamp(Math.Max(high, mean)), confidence, method);
    }

    private static Interval Bounded(Spread.None none, double mean, double min, double max, double confidence)
    {
        var share = Spread.Unseen(none.EffectiveCount, confidence);
        var low = double.IsFinite(min) ? Math.Min(mean - (share * (mean - min)), mean) : mean;
        var high = double.IsFinite(max) ? Math.Max(mean + (share * (max - mean)), mean) : mean;
        return new Interval(Finite.Clamp(low), Finite.Clamp(high), confidence, $"no spread among {none.What}: bound of what was not seen");
    }
}
