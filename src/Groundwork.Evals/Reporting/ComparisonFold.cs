namespace Groundwork.Evals.Reporting;

/// <summary>Makes the comparison of two measured runs.</summary>
internal sealed class ComparisonFold(MeasuredRun baseline, MeasuredRun candidate, ReportOptions options)
{
    private readonly int?[] _candidateOf = Partners(baseline.Values, candidate.Values);

    public Comparison Comparison(CancellationToken cancellationToken)
    {
        var groups = GroupChoice.Of(candidate.Values, options.GroupsPerTag);
        var differences = new List<PairedDifference>();
        foreach (var metric in candidate.Values.Metrics)
            if (baseline.Values.MetricAt(metric.Name) is not null) differences.Add(Difference(metric, groups, cancellationToken));
        var common = ItemChanges.Common(baseline.Values, candidate.Values).Count();
        return new Comparison(baseline.Report, candidate.Report, Corrected(differences))
        {
            OnlyInBaseline = baseline.Values.Samples.Count - common,
            OnlyInCandidate = candidate.Values.Samples.Count - common,
            Notices = [.. ComparisonNotices.Of(baseline, candidate, common), .. groups.Notices],
        };
    }

    private PairedDifference Difference(Metric metric, GroupChoice groups, CancellationToken cancellationToken)
    {
        var of = new List<GroupDifference>();
        foreach (var (tag, value) in groups.Groups)
        {
            var difference = Only(metric, tag, value, cancellationToken);
            if (difference.Pairs > 0) of.Add(new GroupDifference(tag, value, difference));
        }

        return Only(metric, null, null, cancellationToken) with { Groups = of };
    }

    private PairedDifference Only(Metric metric, string? tag, string? value, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var now = candidate.Values.Items(candidate.Values.MetricAt(metric.Name)!.Value, tag, value);
        var group = tag is null ? null : candidate.Values.TagColumns.First(t => string.Equals(t.Name, tag, StringComparison.Ordinal));
        var code = group?.CodeOf(value);
        // A sample's group is the candidate's to say, so that a changed tag does not part a pair.
        var before = baseline.Values.Items(baseline.Values.MetricAt(metric.Name)!.Value, i => group is null || (_candidateOf[i] is { } at && group.CodeAt(at) == code));
        return PairedComparison.Compare(metric, before, now, candidate.Report.Run.Seed, options.Confidence);
    }

    // Where each sample of the baseline stands in the candidate; null for one that it lacks.
    private static int?[] Partners(RunValues baseline, RunValues candidate)
    {
        var partners = new int?[baseline.Samples.Count];
        foreach (var (before, now) in ItemChanges.Common(baseline, candidate)) partners[before] = now;
        return partners;
    }

    private static List<PairedDifference> Corrected(List<PairedDifference> differences)
    {
        // What has no pairs asks nothing.
        var all = differences.SelectMany(static d => d.Groups.Select(static g => g.Difference).Prepend(d)).Where(static d => d.Pairs > 0).ToList();
        var corrected = PairedComparison.Holm([.. all.Select(static d => d.Chance)]);
        var at = 0;
        return differences.ConvertAll(difference =>
        {
            if (difference.Pairs == 0) return difference;
            var own = corrected[at++];
            return difference with { Corrected = own, Groups = [.. difference.Groups.Select(g => g with { Difference = g.Difference with { Corrected = corrected[at++] } })] };
        });
    }
}
