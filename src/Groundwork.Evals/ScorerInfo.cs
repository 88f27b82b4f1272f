namespace Groundwork.Evals;

/// <summary>A scorer that may be asked for, for people.</summary>
/// <param name="Name">What a spec begins with, like <c>ranking</c>.</param>
/// <param name="Meaning">What it scores, in one sentence.</param>
/// <param name="Usage">How a spec is written, like <c>ranking[:measure,…]</c>.</param>
/// <param name="Needs">What of a sample or an observation it needs, in a few words.</param>
public sealed record ScorerInfo(string Name, string Meaning, string Usage, string Needs);
