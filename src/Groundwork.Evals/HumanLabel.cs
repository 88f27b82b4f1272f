namespace Groundwork.Evals;

/// <summary>What one person said about one item.</summary>
/// <param name="Person">Who; the same name for the same person throughout a set.</param>
/// <param name="Value">A value of the set's scale.</param>
public sealed record HumanLabel(string Person, int Value);
