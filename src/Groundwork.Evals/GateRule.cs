namespace Groundwork.Evals;

/// <summary>What a gate demands of one metric.</summary>
/// <param name="Metric">Name of the metric, with its convention.</param>
public sealed record GateRule(string Metric)
{
    /// <summary>Which way is better, as the writer of the rule believes; a rule that contradicts the metric fails. Null to go by the metric.</summary>
    public bool? HigherIsBetter { get; init; }

    /// <summary>Smallest difference that matters, ≥ 0, in the metric's unit: the run may be worse than the baseline by no more than this. Null to compare with no baseline.</summary>
    public double? NoWorseBy { get; init; }

    /// <summary>The mean must be shown to be at least this; null for no such limit.</summary>
    public double? AtLeast { get; init; }

    /// <summary>The mean must be shown to be at most this; null for no such limit.</summary>
    public double? AtMost { get; init; }

    /// <summary>No single item may be worse than this, and none may be without a value; null for no such limit.</summary>
    public double? EveryItem { get; init; }

    /// <summary>Confidence of this rule; null for the gate's.</summary>
    public double? Confidence { get; init; }

    /// <summary>Least coverage of this rule; null for the gate's.</summary>
    public double? MinimumCoverage { get; init; }

    /// <summary>True to let a judge decide that was never compared with people.</summary>
    public bool AllowUncertified { get; init; }

    /// <summary>Demands on groups.</summary>
    public IReadOnlyList<GateGroup> Groups { get; init; } = [];
}
