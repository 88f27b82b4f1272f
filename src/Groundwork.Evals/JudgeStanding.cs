namespace Groundwork.Evals;

/// <summary>What a report must know about a judge.</summary>
/// <param name="Name">As <see cref="Metric.Judge"/> names it.</param>
/// <param name="Fingerprint">Hash of everything that decides what it says.</param>
public sealed record JudgeStanding(string Name, string Fingerprint)
{
    /// <summary>Day of its certificate; null when it was never compared with people.</summary>
    public DateOnly? Certified { get; init; }

    /// <summary>Family of its model, like <c>gpt</c>; empty for unknown or no model.</summary>
    public string Family { get; init; } = "";
}
