namespace Groundwork.Server.Pages.Parts;

/// <summary>One row of values of a plot.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Values">One per label, ≥ 0; null where nothing was measured.</param>
public sealed record PlotSeries(string Name, IReadOnlyList<double?> Values);
