using Groundwork.Evals.Reporting;

namespace Groundwork.Evals.Gates;

/// <summary>Whether a run can be compared with a gate's baseline, and what must be known about the comparison.</summary>
internal static class GateNotices
{
    /// <summary>Why a metric of the two cannot be compared; null when it can.</summary>
    public static string? Incomparable(Baseline? baseline, MeasuredRun candidate, Metric metric)
    {
        if (baseline is null) return "There is no baseline to compare with.";
        if (!string.Equals(baseline.Dataset, candidate.Report.Run.Dataset, StringComparison.Ordinal))
            return $"The baseline is of dataset {baseline.Dataset}, the run of {candidate.Report.Run.Dataset}.";
        if (baseline.Values.MetricAt(metric.Name) is not { } at) return $"The baseline has no metric {metric.Name}.";
        if (MetricConventions.Differ(baseline.Values.Metrics[at], metric)) return $"{metric.Name} follows other conventions in the baseline; make a new baseline.";
        if (!string.Equals(baseline.Values.Metrics[at].Judge, metric.Judge, StringComparison.Ordinal))
            return $"{metric.Name} was decided by judge {baseline.Values.Metrics[at].Judge ?? "none"} in the baseline and by {metric.Judge ?? "none"} now.";
        if (metric.Judge is { } judge && !string.Equals(baseline.Values.Metrics[at].JudgeFingerprint, metric.JudgeFingerprint, StringComparison.Ordinal))
            return $"Judge {judge} has changed since the baseline; score both anew with one judge.";
        return ScorerOf(baseline.Values, metric.Name) is { } before && ScorerOf(candidate.Values, metric.Name) is { } now && !string.Equals(before.Fingerprint, now.Fingerprint, StringComparison.Ordinal)
            ? $"Scorer {now.Name} has changed since the baseline; score the baseline anew."
            : null;
    }

    public static IEnumerable<string> Of(Baseline baseline, MeasuredRun candidate)
    {
        if (string.Equals(baseline.Dataset, candidate.Report.Run.Dataset, StringComparison.Ordinal) && !string.Equals(baseline.DatasetVersion, candidate.Report.Run.DatasetVersion, StringComparison.Ordinal))
            yield return "The baseline is of another version of the dataset; samples are compared by their ids.";
        var common = ItemChanges.Common(baseline.Values, candidate.Values).Count();
        if (baseline.Values.Samples.Count > common) yield return FormattableString.Invariant($"{baseline.Values.Samples.Count - common} samples of the baseline are not in the run.");
        if (candidate.Values.Samples.Count > common) yield return FormattableString.Invariant($"{candidate.Values.Samples.Count - common} samples of the run are not in the baseline.");
    }

    private static StoredScorer? ScorerOf(RunValues values, string metric) =>
        values.Scorers.FirstOrDefault(s => s.Metrics.Any(m => string.Equals(m.Name, metric, StringComparison.Ordinal)));
}
