namespace Groundwork.Evals;

/// <summary>A statement of a reference, and what supports it.</summary>
/// <param name="Text">Its words.</param>
/// <param name="ByPassage">One verdict for each passage of the matrix, in their order; empty without passages.</param>
/// <param name="ByPassages">Whether all passages together support it; null without passages.</param>
/// <param name="ByAnswer">Whether the answer states it.</param>
public sealed record ReferenceClaim(string Text, IReadOnlyList<Entailment> ByPassage, Entailment? ByPassages, Entailment ByAnswer);
