using Groundwork.Evals.Reporting;

namespace Groundwork.Evals;

/// <summary>Compares two runs sample by sample.</summary>
public static class ComparisonBuilder
{
    /// <summary>Compares every metric that both runs have, over the samples that both have, with Holm's correction over all metrics and groups.</summary>
    /// <param name="baseline">What is compared with.</param>
    /// <param name="candidate">What is compared.</param>
    /// <param name="options">Confidence and number of groups.</param>
    /// <param name="cancellationToken">Cancels the statistics.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static Comparison Compare(MeasuredRun baseline, MeasuredRun candidate, ReportOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } problems) throw new ArgumentException(string.Join(" ", problems), nameof(options));
        return new ComparisonFold(baseline, candidate, options).Comparison(cancellationToken);
    }

    /// <summary>The samples with a value of a metric in both runs, the worst regression first, equal ones in order of their ids.</summary>
    /// <param name="baseline">What is compared with.</param>
    /// <param name="candidate">What is compared.</param>
    /// <param name="metric">Name of the metric; empty when one of the runs lacks it.</param>
    public static IReadOnlyList<ItemChange> Items(RunValues baseline, RunValues candidate, string metric)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(candidate);
        return ItemChanges.Of(baseline, candidate, metric);
    }
}
