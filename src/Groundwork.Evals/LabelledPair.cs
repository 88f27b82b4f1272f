namespace Groundwork.Evals;

/// <summary>What a person and a judge say about one item, as numbers of the same metric.</summary>
/// <param name="Human">The person's value.</param>
/// <param name="Judge">The judge's value.</param>
public sealed record LabelledPair(double Human, double Judge);
