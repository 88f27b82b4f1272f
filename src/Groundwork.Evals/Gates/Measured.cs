namespace Groundwork.Evals.Gates;

/// <summary>Something measured that has a limit.</summary>
/// <param name="Demand">What it decides.</param>
/// <param name="At">The mean or difference with its two-sided interval at a confidence.</param>
/// <param name="Items">Items or pairs.</param>
/// <param name="Units">Clusters where items share them, else items.</param>
/// <param name="Limit">In the unit of the metric, or of the difference.</param>
/// <param name="IsFloor">True when it may not lie below the limit; false when not above.</param>
/// <param name="Confidence">Of the one-sided bound.</param>
internal sealed record Measured(Demand Demand, Func<double, Estimate> At, int Items, int Units, double Limit, bool IsFloor, double Confidence)
{
    // Differences of this size are rounding.
    private const double Rounding = 1e-12;

    /// <summary>True when every item has exactly the value of the baseline: a fact, from which nothing must be inferred.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>The estimate whose interval ends are one-sided bounds at this confidence.</summary>
    public Estimate Bounds(double confidence) => At((2 * confidence) - 1);

    public bool IsMet(Estimate bounds) => IsFloor ? bounds.Interval.Low >= Limit - Rounding : bounds.Interval.High <= Limit + Rounding;

    public bool IsBroken(Estimate bounds) => IsFloor ? bounds.Interval.High < Limit - Rounding : bounds.Interval.Low > Limit + Rounding;

    /// <summary>How far the estimate lies beyond the limit, in half widths of its interval: the order in which demands are tested.</summary>
    public double Distance(Estimate bounds)
    {
        var beyond = IsFloor ? Limit - bounds.Value : bounds.Value - Limit;
        return bounds.Interval.HalfWidth > 0 ? beyond / bounds.Interval.HalfWidth : beyond > 0 ? double.MaxValue : double.MinValue;
    }
}
