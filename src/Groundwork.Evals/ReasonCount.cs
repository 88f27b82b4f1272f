namespace Groundwork.Evals;

/// <summary>Why samples have no value, and how many.</summary>
/// <param name="Reason">As the scorer says it.</param>
/// <param name="Count">From 1.</param>
public sealed record ReasonCount(string Reason, int Count);
