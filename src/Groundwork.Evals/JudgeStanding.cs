namespace Groundwork.Evals;

/// <summary>What a report must know about a judge.</summary>
/// <param name="Name">As <see cref="Metric.Judge"/> names it.</param>
/// <param name="Fingerprint">Hash of everything that decides what it says.</param>
public sealed record JudgeStanding(string Name, string Fingerprint)
{
    /// <summary>The criterion this is about: what a metric's name has after its dot; null for metrics without one.</summary>
    public string? Criterion { get; init; }

    /// <summary>Day of its certificate; null when it was never compared with people.</summary>
    public DateOnly? Certified { get; init; }

    /// <summary>Family of its model, like <c>gpt</c>; empty for unknown or no model.</summary>
    public string Family { get; init; } = "";

    /// <summary>True when it is about the judge of this metric, as it was then, and its criterion.</summary>
    internal bool IsOf(Metric metric)
    {
        var dot = metric.Name.IndexOf('.', StringComparison.Ordinal);
        return metric.Judge is not null && string.Equals(Fingerprint, metric.JudgeFingerprint, StringComparison.Ordinal)
            && string.Equals(Criterion, dot < 0 ? null : metric.Name[(dot + 1)..], StringComparison.Ordinal);
    }
}
