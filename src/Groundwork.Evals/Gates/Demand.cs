namespace Groundwork.Evals.Gates;

/// <summary>One thing that a rule demands.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Kind">What is demanded.</param>
/// <param name="Number">The limit, in the metric's unit.</param>
/// <param name="Tag">Name of the tag whose samples are meant; null for all.</param>
/// <param name="Value">Value of the tag.</param>
internal sealed record Demand(GateRule Rule, DemandKind Kind, double Number, string? Tag = null, string? Value = null)
{
    public string Words => Kind switch
    {
        DemandKind.NoWorseBy when Number == 0 => "no worse than the baseline",
        DemandKind.NoWorseBy => FormattableString.Invariant($"no worse than the baseline by more than {Number}"),
        DemandKind.AtLeast => FormattableString.Invariant($"at least {Number}"),
        DemandKind.AtMost => FormattableString.Invariant($"at most {Number}"),
        _ => FormattableString.Invariant($"no item worse than {Number}"),
    };

    /// <summary>The demand without an answer yet.</summary>
    public RuleDecision Decision(GateVerdict verdict, string reason, int items) => new(Rule.Metric, Words, verdict, reason, items) { Tag = Tag, TagValue = Value };
}
