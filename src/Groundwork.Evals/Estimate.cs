namespace Groundwork.Evals;

/// <summary>A mean that may be shown: it never stands without its interval.</summary>
/// <param name="Value">The mean.</param>
/// <param name="Interval">Where the true mean lies.</param>
/// <param name="Deviation">Standard deviation of the items, ≥ 0.</param>
public sealed record Estimate(double Value, Interval Interval, double Deviation);
