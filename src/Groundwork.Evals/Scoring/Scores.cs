namespace Groundwork.Evals.Scoring;

/// <summary>Scores that say the same about every metric of a scorer.</summary>
internal static class Scores
{
    public static ScoredObservation NotApplicable(IReadOnlyList<Metric> metrics, string reason) => new([.. metrics.Select(Score (_) => new Score.NotApplicable(reason))]);

    public static ScoredObservation Failed(IReadOnlyList<Metric> metrics, string reason) => new([.. metrics.Select(Score (_) => new Score.Failed(reason))]);

    /// <summary>What an observation without an outcome counts, as each metric says.</summary>
    public static ScoredObservation OfFailedSubject(IReadOnlyList<Metric> metrics, Observation observation)
    {
        var reason = $"The subject failed: {observation.Error ?? "no error was told"}";
        return new([.. metrics.Select(Score (metric) => metric.OfFailedItem is { } counts ? new Score.Value(counts, reason) : new Score.Failed(reason))]);
    }
}
