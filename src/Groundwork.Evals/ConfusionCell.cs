namespace Groundwork.Evals;

/// <summary>How often people said one thing and the judge another.</summary>
/// <param name="People">What people said: the median of their labels.</param>
/// <param name="Judge">What the judge said.</param>
/// <param name="Count">From 1.</param>
public sealed record ConfusionCell(int People, int Judge, int Count);
