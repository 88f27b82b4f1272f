namespace Groundwork.Evals.Reporting;

/// <summary>Whether one name means the same number in two runs.</summary>
internal static class MetricConventions
{
    public static bool Differ(Metric a, Metric b) =>
        a.HigherIsBetter != b.HigherIsBetter || !a.Min.Equals(b.Min) || !a.Max.Equals(b.Max) || a.IsRate != b.IsRate || a.Repeats != b.Repeats || !a.OfFailedItem.Equals(b.OfFailedItem);
}
