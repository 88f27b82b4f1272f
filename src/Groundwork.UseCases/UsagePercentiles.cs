namespace Groundwork.UseCases;

/// <summary>Three percentiles of a time in milliseconds, each to 2.5 %.</summary>
/// <param name="P50">The median.</param>
/// <param name="P95">What 95 of 100 did not pass.</param>
/// <param name="P99">What 99 of 100 did not pass.</param>
public sealed record UsagePercentiles(double P50, double P95, double P99);
