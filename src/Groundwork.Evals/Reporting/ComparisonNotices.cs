namespace Groundwork.Evals.Reporting;

/// <summary>Differences between two runs beside the one that is looked for.</summary>
internal static class ComparisonNotices
{
    public static IEnumerable<string> Of(MeasuredRun baseline, MeasuredRun candidate, int common)
    {
        var (before, now) = (baseline.Report.Run, candidate.Report.Run);
        if (!string.Equals(before.Dataset, now.Dataset, StringComparison.Ordinal))
            yield return $"The runs are of different datasets, {before.Dataset} and {now.Dataset}; only samples of one id are compared.";
        else if (!string.Equals(before.DatasetVersion, now.DatasetVersion, StringComparison.Ordinal))
            yield return $"The runs are of different versions of dataset {now.Dataset}, {Short(before.DatasetVersion)} and {Short(now.DatasetVersion)}; a sample may have been edited under the same id.";
        if (common == 0) yield return "The runs have no sample in common; nothing can be compared.";
        if (before.Repeats != now.Repeats)
            yield return FormattableString.Invariant($"The baseline ran each sample {Times(before.Repeats)}, the candidate {Times(now.Repeats)}; means are comparable, their noise is not.");
        if (string.Equals(before.SubjectFingerprint, now.SubjectFingerprint, StringComparison.Ordinal))
            yield return "Both runs have the same subject with the same settings; differences are its own chance.";
        foreach (var notice in Values(baseline.Values, candidate.Values)) yield return notice;
    }

    /// <summary>Metrics, scorers and judges that are not the same in both.</summary>
    public static IEnumerable<string> Values(RunValues baseline, RunValues candidate)
    {
        var lost = Names(baseline).Except(Names(candidate), StringComparer.Ordinal).ToList();
        var added = Names(candidate).Except(Names(baseline), StringComparer.Ordinal).ToList();
        if (lost.Count > 0) yield return $"Only the baseline has {string.Join(", ", lost)}.";
        if (added.Count > 0) yield return $"Only the candidate has {string.Join(", ", added)}.";
        foreach (var now in candidate.Metrics)
        {
            if (baseline.MetricAt(now.Name) is not { } at) continue;
            var before = baseline.Metrics[at];
            if (MetricConventions.Differ(before, now))
                yield return $"{now.Name} follows different conventions in the two runs; its difference may mean nothing.";
            if (!string.Equals(before.Judge, now.Judge, StringComparison.Ordinal))
                yield return $"{now.Name} was decided by different judges, {before.Judge ?? "none"} and {now.Judge ?? "none"}.";
        }


        // One model judges by several rubrics, each of them a judge of its own.
        foreach (var now in candidate.Judges.DistinctBy(static j => (j.Name, j.Fingerprint)))
            if (baseline.Judges.FirstOrDefault(j => string.Equals(j.Name, now.Name, StringComparison.Ordinal)) is { } before
                && !baseline.Judges.Any(j => string.Equals(j.Name, now.Name, StringComparison.Ordinal) && string.Equals(j.Fingerprint, now.Fingerprint, StringComparison.Ordinal)))
                yield return $"Judge {now.Name} has changed between the runs ({Short(before.Fingerprint)}, {Short(now.Fingerprint)}); score both anew with one judge.";
        foreach (var now in candidate.Scorers)
            if (baseline.Scorers.FirstOrDefault(s => string.Equals(s.Name, now.Name, StringComparison.Ordinal)) is { } before && !string.Equals(before.Fingerprint, now.Fingerprint, StringComparison.Ordinal))
                yield return $"Scorer {now.Name} has changed between the runs ({Short(before.Fingerprint)}, {Short(now.Fingerprint)}); score both anew.";
    }

    private static IEnumerable<string> Names(RunValues values) => values.Metrics.Select(static m => m.Name);

    private static string Short(string fingerprint) => fingerprint.Length <= 12 ? fingerprint : fingerprint[..12];

    private static string Times(int repeats) => repeats == 1 ? "once" : FormattableString.Invariant($"{repeats} times");
}
