namespace Groundwork.Evals.Reporting;

/// <summary>What a reader of a report must know before believing it.</summary>
internal sealed class ReportNotices(EvalRun run, ReportOptions options, RunCounts counts, int expected)
{
    private const double LowCoverage = 0.95;

    public IReadOnlyList<string> Of(IReadOnlyList<MetricReport> metrics, IReadOnlyList<string> groupNotices)
    {
        var notices = new List<string>();
        if (counts.Observed < expected)
            notices.Add(FormattableString.Invariant($"{expected - counts.Observed} of {expected} observations are missing: the run is not finished. Their samples count as not scored."));
        if (counts.Failures > 0)
            notices.Add(FormattableString.Invariant($"The subject failed in {counts.Failures} of {counts.Observed} observations."));
        if (run.Samples < options.FewSamples)
            notices.Add(FormattableString.Invariant($"There are only {run.Samples} samples; intervals of so few are rough."));
        notices.AddRange(Judges(metrics));
        foreach (var metric in metrics.Where(static m => m.Coverage < LowCoverage))
            notices.Add(FormattableString.Invariant($"{metric.Metric.Name}: {metric.Due - metric.Scored} of {metric.Due} samples that should have a value have none. The mean speaks for the others only."));
        if (counts.Drafts > 0)
            notices.Add(FormattableString.Invariant($"{counts.Drafts} samples are drafts that no person has accepted."));
        if (counts.Replayed > 0)
            notices.Add(FormattableString.Invariant($"{counts.Replayed} observations came from a cache: their time and money are those of the original calls."));
        notices.AddRange(groupNotices);
        return notices;
    }

    private IEnumerable<string> Judges(IReadOnlyList<MetricReport> metrics)
    {
        foreach (var judged in metrics.Where(static m => m.Metric.Judge is not null).GroupBy(static m => m.Metric.Judge!, StringComparer.Ordinal))
        {
            var uncertified = judged.Where(m => options.Judges.FirstOrDefault(j => j.IsOf(m.Metric))?.Certified is null).Select(static m => m.Metric.Name).ToList();
            if (uncertified.Count > 0)
                yield return $"Judge {judged.Key} is uncertified: nobody compared it with people. It decides {string.Join(", ", uncertified)}.";
            if (options.Judges.FirstOrDefault(j => string.Equals(j.Name, judged.Key, StringComparison.Ordinal)) is { Family.Length: > 0 } standing && string.Equals(standing.Family, options.SubjectFamily, StringComparison.OrdinalIgnoreCase))
                yield return $"Judge {judged.Key} and the subject are models of one family ({standing.Family}); models prefer their own words.";
        }
    }
}
