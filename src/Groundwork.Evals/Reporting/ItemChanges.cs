namespace Groundwork.Evals.Reporting;

/// <summary>Samples in two runs, one metric.</summary>
internal static class ItemChanges
{
    public static IReadOnlyList<ItemChange> Of(RunValues baseline, RunValues candidate, string metric)
    {
        if (baseline.MetricAt(metric) is not { } before || candidate.MetricAt(metric) is not { } after) return [];
        var sign = candidate.Metrics[after].HigherIsBetter ? 1 : -1;
        var changes = new List<ItemChange>();
        foreach (var (b, c) in Common(baseline, candidate))
            if (baseline.ValueOf(b, before) is { } was && candidate.ValueOf(c, after) is { } now)
                changes.Add(new ItemChange(candidate.Samples[c], was, now, sign * (now - was)));
        changes.Sort(static (a, b) => a.Gain != b.Gain ? a.Gain.CompareTo(b.Gain) : string.CompareOrdinal(a.Sample, b.Sample));
        return changes;
    }

    /// <summary>Positions of the samples that both have, ascending.</summary>
    public static IEnumerable<(int Baseline, int Candidate)> Common(RunValues baseline, RunValues candidate)
    {
        var (b, c) = (0, 0);
        while (b < baseline.Samples.Count && c < candidate.Samples.Count)
        {
            var order = string.CompareOrdinal(baseline.Samples[b], candidate.Samples[c]);
            if (order == 0) yield return (b, c);
            if (order <= 0) b++;
            if (order >= 0) c++;
        }
    }
}
