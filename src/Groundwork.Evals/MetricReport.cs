namespace Groundwork.Evals;

/// <summary>What may be said about one metric of a run.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Mean">The weighted mean over samples with its interval; null when no sample has a value.</param>
/// <param name="Scored">Samples with a value.</param>
/// <param name="Due">Samples that should have one: scored and failed.</param>
/// <param name="NotApplicable">Samples about which the metric says nothing.</param>
public sealed record MetricReport(Metric Metric, Estimate? Mean, int Scored, int Due, int NotApplicable)
{
    /// <summary>Share of the due samples that have a value, 0..1; 1 when none is due.</summary>
    public double Coverage => Due == 0 ? 1 : (double)Scored / Due;

    /// <summary>Variance of a sample's mean over its repeats, and between samples; null with one repeat.</summary>
    public RepeatVariance? Spread { get; init; }

    /// <summary>The same for the samples that share a tag: tag, value, report.</summary>
    public IReadOnlyList<GroupReport> Groups { get; init; } = [];

    /// <summary>When the judge was last compared with people; null for <c>uncertified</c> and for metrics without a judge.</summary>
    public DateOnly? Certified { get; init; }

    /// <summary>What counted how often among failed and inapplicable samples: reason and number, most frequent first.</summary>
    public IReadOnlyList<ReasonCount> Reasons { get; init; } = [];
}
