namespace Groundwork.Evals.Reporting;

/// <summary>Makes the report of values that are complete.</summary>
internal sealed class ReportFold(EvalRun run, ReportOptions options, RunValues values, IReadOnlyList<GrowingColumn> columns, int[] order, RunCounts counts)
{
    private const string Absent = "no observation is stored";

    private readonly GroupChoice _groups = GroupChoice.Of(values, options.GroupsPerTag);

    // Samples that the run has and nobody added; more may have been added than the run says when its selection is not known.
    private readonly int _absent = Math.Max(0, run.Samples - values.Samples.Count);

    public Report Report(CancellationToken cancellationToken)
    {
        var metrics = new List<MetricReport>(values.Metrics.Count);
        for (var metric = 0; metric < values.Metrics.Count; metric++) metrics.Add(Metric(metric, cancellationToken));
        var expected = Math.Max(run.Samples, values.Samples.Count) * run.Repeats;
        var notices = new ReportNotices(run, options, counts, expected).Of(metrics, _groups.Notices);
        return new Report(run, metrics, counts.Failures, expected, counts.Observed) { Notices = notices };
    }

    private MetricReport Metric(int metric, CancellationToken cancellationToken)
    {
        if (_absent > 0) columns[metric].CountReason(Absent, _absent);
        var groups = new List<GroupReport>();
        foreach (var (tag, value) in _groups.Groups)
        {
            var of = Only(metric, tag, value, cancellationToken);
            if (of.Due > 0) groups.Add(new GroupReport(tag, value, of));
        }

        var items = values.Items(metric);
        var all = Only(metric, null, null, cancellationToken);
        return all with
        {
            Due = all.Due + _absent,
            Spread = columns[metric].Within(order) is { } within ? new RepeatVariance(within, Variance(items)) : null,
            Groups = groups,
            Reasons = columns[metric].Reasons(),
        };
    }

    private MetricReport Only(int metric, string? tag, string? value, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var about = values.Metrics[metric];
        var items = values.Items(metric, tag, value);
        var (missing, inapplicable) = Without(metric, tag, value);
        var mean = Intervals.OfMean(about, items, run.Seed, options.Confidence);
        return new MetricReport(about, mean, items.Count, items.Count + missing, inapplicable) { Certified = Standing(about)?.Certified };
    }

    private JudgeStanding? Standing(Metric metric) => options.Judges.FirstOrDefault(j => j.IsOf(metric));

    private (int Missing, int NotApplicable) Without(int metric, string? tag, string? value)
    {
        var (missing, inapplicable) = (0, 0);
        var column = values.Column(metric);
        var group = tag is null ? null : values.TagColumns.First(t => string.Equals(t.Name, tag, StringComparison.Ordinal));
        var code = group?.CodeOf(value);
        for (var i = 0; i < column.Count; i++)
        {
            if (group is not null && group.CodeAt(i) != code) continue;
            if (column.StateOf(i) == ValueState.Missing) missing++;
            else if (column.StateOf(i) == ValueState.NotApplicable) inapplicable++;
        }

        return (missing, inapplicable);
    }

    private static double Variance(IReadOnlyList<ItemValue> items) => RepeatRules.Variance([[.. items.Select(static i => i.Value)]])?.Within ?? 0;
}
