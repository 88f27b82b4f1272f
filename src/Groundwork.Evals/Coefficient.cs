namespace Groundwork.Evals;

/// <summary>A measure that is not a mean of items, like an agreement or a correlation, with its interval.</summary>
/// <param name="Value">The measure over all items.</param>
/// <param name="Interval">Where its true value lies.</param>
/// <param name="Items">Items it was measured on, from 1.</param>
public sealed record Coefficient(double Value, Interval Interval, int Items);
