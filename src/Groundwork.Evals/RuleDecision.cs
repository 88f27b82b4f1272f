namespace Groundwork.Evals;

/// <summary>What a gate says about one demand.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Demand">What is demanded, in words, like <c>no worse than the baseline by more than 0.02</c>.</param>
/// <param name="Verdict">Whether it is met.</param>
/// <param name="Reason">Why, with the numbers.</param>
/// <param name="Items">Items that took part.</param>
public sealed record RuleDecision(string Metric, string Demand, GateVerdict Verdict, string Reason, int Items)
{
    /// <summary>Name of the tag whose samples are meant; null for all samples.</summary>
    public string? Tag { get; init; }

    /// <summary>Value of the tag; null for all samples.</summary>
    public string? TagValue { get; init; }

    /// <summary>The mean, or the difference from the baseline, with its interval; null when there is none.</summary>
    public Estimate? Measured { get; init; }

    /// <summary>The smallest or greatest value that meets the demand.</summary>
    public double? Limit { get; init; }

    /// <summary>Items (clusters, where samples share them) still missing for a decision, going by the noise seen so far; null unless inconclusive, or when no reachable number would decide.</summary>
    public int? ItemsNeeded { get; init; }

    /// <summary>Ids of the worst items, worst first, at most ten.</summary>
    public IReadOnlyList<string> Worst { get; init; } = [];
}
