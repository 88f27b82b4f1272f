namespace Groundwork.Evals;

/// <summary>Makes a scorer of a spec.</summary>
/// <param name="Info">What it makes.</param>
/// <param name="Make">Throws <see cref="ScorerSpecException"/> for a spec that it cannot follow.</param>
public sealed record ScorerMaker(ScorerInfo Info, Func<ScorerSpec, IScorer> Make);
