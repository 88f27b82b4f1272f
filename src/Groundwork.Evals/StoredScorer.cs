namespace Groundwork.Evals;

/// <summary>A scorer whose scores are kept with a run.</summary>
/// <param name="Name">What it is called in settings.</param>
/// <param name="Fingerprint">Hash of everything that decides its scores.</param>
/// <param name="Metrics">What it scores.</param>
public sealed record StoredScorer(string Name, string Fingerprint, IReadOnlyList<Metric> Metrics);
