namespace Groundwork.Knowledge;

/// <summary>No answer, because the evidence does not carry one.</summary>
/// <param name="Reason">Why, for people.</param>
/// <param name="Closest">The passages that came nearest, best first.</param>
public sealed record Abstention(string Reason, IReadOnlyList<Passage> Closest);
