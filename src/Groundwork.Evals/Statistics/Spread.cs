using System.Globalization;

namespace Groundwork.Evals.Statistics;

/// <summary>What the units say about the spread of an estimate.</summary>
internal abstract record Spread
{
    private Spread()
    {
    }

    /// <summary>One unit says nothing.</summary>
    public sealed record Unknown : Spread;

    /// <summary>All units agree.</summary>
    /// <param name="EffectiveCount">Units of equal weight, from 1.</param>
    /// <param name="What">Number and kind of units, for people.</param>
    /// <param name="Units">Number of units.</param>
    public sealed record None(double EffectiveCount, string What, int Units) : Spread;

    /// <summary>An interval.</summary>
    public sealed record Known(double Low, double High, string Method, int Units, bool IsStudent) : Spread;

    // Resampled means of few units are too narrow: percentiles over 10 clusters cover 90 % where they promise 95 (Hesterberg 2015, "What Teachers Should Know about the Bootstrap", section 4).
    private const int FewestResampled = 40;
    private const int MostResampled = 5_000;

    /// <summary>Chooses the method, as told at <see cref="Intervals"/>.</summary>
    /// <param name="units">What is drawn.</param>
    /// <param name="kind">What a unit is, in the plural.</param>
    /// <param name="draws">Decides the resamples.</param>
    /// <param name="confidence">Above 0, below 1.</param>
    /// <param name="isClustered">True for plain percentiles.</param>
    public static Spread IntervalOf(UnitSums units, string kind, Draws draws, double confidence, bool isClustered)
    {
        if (units.Count < 2) return new Unknown();
        var what = string.Create(CultureInfo.InvariantCulture, $"{units.Count} {kind}");
        var error = units.StandardError() ?? 0;
        // Values are scaled to about 1, so less than this is rounding.
        if (error <= 1e-15) return new None(units.EffectiveCount, what, units.Count);
        if (units.Count < FewestResampled || units.Count > MostResampled)
        {
            var half = error * StudentT.Critical(confidence, units.Count - 1);
            return new Known(units.Value - half, units.Value + half, $"Student's t with {(isClustered ? "clustered " : "")}standard error over {what}", units.Count, true);
        }

        var estimates = Bootstrap.Estimates(units, draws);
        var (low, high) = isClustered ? Bootstrap.Percentile(estimates, confidence) : Bootstrap.Accelerated(estimates, units.Value, units.Influences(), confidence);
        return new Known(low, high, $"{(isClustered ? "percentile" : "BCa")} bootstrap over {what}", units.Count, false);
    }

    /// <summary>Largest share of others that may differ when none of <paramref name="count"/> did.</summary>
    /// <remarks>The upper end of Wilson's interval for 0 of n.</remarks>
    public static double Unseen(double count, double confidence)
    {
        var z = Normal.Critical(confidence);
        return z * z / (count + (z * z));
    }
}
