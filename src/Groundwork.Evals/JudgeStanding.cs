namespace Groundwork.Evals;

/// <summary>What a report must know about a judge.</summary>
/// <param name="Name">As <see cref="Metric.Judge"/> names it.</param>
/// <param name="Fingerprint">Hash of everything that decides what it says.</param>
public sealed record JudgeStanding(string Name, string Fingerprint)
{
    /// <summary>Day of its certificate; null when it was never compared with people.</summary>
    public DateOnly? Certified { get; init; }

    /// <summary>Names of the metrics that it is about; null for all that the judge decides.</summary>
    public IReadOnlyCollection<string>? Metrics { get; init; }

    /// <summary>Family of its model, like <c>gpt</c>; empty for unknown or no model.</summary>
    public string Family { get; init; } = "";

    /// <summary>True when it is about the very judge that decides the metric, and what it decides there.</summary>
    internal bool IsOf(Metric metric) =>
        string.Equals(Name, metric.Judge, StringComparison.Ordinal)
        && (Metrics is null || Metrics.Contains(metric.Name, StringComparer.Ordinal))
        && (metric.JudgeFingerprint is null || string.Equals(Fingerprint, metric.JudgeFingerprint, StringComparison.Ordinal));
}
