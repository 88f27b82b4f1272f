namespace Groundwork.Evals;

/// <summary>A measured figure with the range in which its true value lies.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Interval">Where the true value lies.</param>
/// <param name="Count">On how many items, comparisons or tries it stands.</param>
public sealed record Figure(double Value, Interval Interval, int Count);
