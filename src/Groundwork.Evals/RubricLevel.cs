namespace Groundwork.Evals;

/// <summary>A level of a criterion.</summary>
/// <param name="Value">Higher is better.</param>
/// <param name="Anchor">What an answer of this level looks like.</param>
public sealed record RubricLevel(int Value, string Anchor);
