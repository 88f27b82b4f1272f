using Groundwork.Evals.Statistics;

namespace Groundwork.Evals;

/// <summary>How many items a decision needs, and what a number of items can show. Pure.</summary>
/// <remarks>An interval shrinks with the square root of the number of items, if new items vary like the old ones. Cohen 1988, "Statistical Power Analysis", section 2.4.</remarks>
public static class Power
{
    /// <summary>Items still missing until the interval is at most this wide on each side.</summary>
    /// <param name="observed">An estimate over <paramref name="items"/> items.</param>
    /// <param name="items">From 1.</param>
    /// <param name="halfWidth">Above 0, in the unit of the metric.</param>
    /// <returns>From 0; <see cref="int.MaxValue"/> for more than that.</returns>
    public static int ItemsNeeded(Estimate observed, int items, double halfWidth)
    {
        ArgumentNullException.ThrowIfNull(observed);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(items);
        if (!(halfWidth > 0)) throw new ArgumentOutOfRangeException(nameof(halfWidth), halfWidth, "A half width lies above 0.");
        return Missing(items, Half(observed.Interval.Low, observed.Interval.High) / halfWidth);
    }

    /// <summary>Items still missing until the whole interval lies on one side of a threshold, if the value stays what it is.</summary>
    /// <param name="observed">An estimate over <paramref name="items"/> items.</param>
    /// <param name="items">From 1.</param>
    /// <param name="threshold">What is decided about, in the unit of the metric: for a gate the smallest acceptable value or difference.</param>
    /// <returns>
    /// From 0; clusters where the interval is one over clusters, else items. Null when the value is the threshold, or no reachable number decides. Wilson's and Tango's bounds, Student's t and the bounds of what
    /// was not seen are calculated anew for each number; others shrink with the square root.
    /// </returns>
    public static int? ItemsToDecide(Estimate observed, int items, double threshold)
    {
        ArgumentNullException.ThrowIfNull(observed);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(items);
        Finite.Require(threshold, "The threshold");
        var interval = observed.Interval;
        if (threshold < interval.Low || threshold > interval.High) return 0;
        if (threshold == observed.Value) return interval.Low == interval.High ? 0 : null;
        var side = threshold < observed.Value ? observed.Value - interval.Low : interval.High - observed.Value;
        if (interval.Outlook is { } outlook) return outlook.Further(observed.Value, threshold);
        // One more than the interval that ends at the threshold itself.
        return Math.Max(1, Missing(items, side / Math.Abs(observed.Value - threshold)));
    }

    /// <summary>Items needed in all for an interval of a mean with this half width: (zσ/h)².</summary>
    /// <param name="deviation">Standard deviation of the items, ≥ 0.</param>
    /// <param name="halfWidth">Above 0.</param>
    /// <param name="confidence">Above 0, below 1.</param>
    /// <returns>From 1; <see cref="int.MaxValue"/> for more than that.</returns>
    public static int ItemsFor(double deviation, double halfWidth, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(deviation);
        if (!(halfWidth > 0)) throw new ArgumentOutOfRangeException(nameof(halfWidth), halfWidth, "A half width lies above 0.");
        Finite.RequireConfidence(confidence);
        var root = Normal.Critical(confidence) * (deviation / halfWidth);
        return root * root >= int.MaxValue ? int.MaxValue : Math.Max(1, (int)Math.Ceiling(root * root));
    }

    /// <summary>Smallest true difference that a test at this confidence shows with this power: (z₁₋α/₂ + z_power) · standard error, 2.8 standard errors for 0.95 and 0.8.</summary>
    /// <param name="standardError">Of the difference, ≥ 0.</param>
    /// <param name="confidence">Above 0, below 1.</param>
    /// <param name="power">Share of cases in which it is shown, 0.5 up to below 1.</param>
    public static double Detectable(double standardError, double confidence = 0.95, double power = 0.8)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(standardError);
        Finite.RequireConfidence(confidence);
        if (!(power is >= 0.5 and < 1)) throw new ArgumentOutOfRangeException(nameof(power), power, "A power lies in 0.5..1.");
        return Finite.Clamp((Normal.Critical(confidence) + Normal.Quantile(power)) * standardError);
    }

    private static double Half(double low, double high) => (high / 2) - (low / 2);

    private static int Missing(int items, double ratio)
    {
        var all = items * ratio * ratio;
        // Rounding alone asks for no more items.
        return all - items >= int.MaxValue ? int.MaxValue : Math.Max(0, (int)Math.Ceiling(all - items - (1e-9 * items)));
    }
}
