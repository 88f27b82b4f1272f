namespace Groundwork.Evals.Gates;

/// <summary>A scorer in a baseline file, with the names of its metrics.</summary>
internal sealed record BaselineScorer(string Name, string Fingerprint, IReadOnlyList<string> Metrics);
