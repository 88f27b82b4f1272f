using System.Text;

namespace Groundwork.Evals.Reporting;

/// <summary>Which samples are shown whole: the worst, and some drawn by chance from the others, so that a reader sees what is usual too.</summary>
internal sealed record SampleChoice(IReadOnlyList<int> Worst, IReadOnlyList<int> Drawn, int Metric)
{
    /// <summary>Positions of samples. Without a metric, all are equally bad and the first are shown.</summary>
    public static SampleChoice Of(RunValues values, HtmlReportOptions options, long seed)
    {
        var metric = options.OrderBy is { } named ? values.MetricAt(named) ?? 0 : 0;
        // Failed samples are all alike; they leave most places to those that went wrong in their own way.
        var failed = Order(values, metric).TakeWhile(i => values.Metrics.Count > 0 && values.IsMissing(i, metric)).Take((options.Worst + 3) / 4).ToArray();
        var worst = failed.Concat(Order(values, metric).Where(i => values.Metrics.Count == 0 || !values.IsMissing(i, metric)).Take(options.Worst - failed.Length)).ToArray();
        var isWorst = worst.ToHashSet();
        // The smallest hashes of seed and id are a draw without replacement that does not depend on the order of the samples.
        var drawn = Enumerable.Range(0, values.Samples.Count).Where(i => !isWorst.Contains(i)).Select(i => (Hash: Hash(values.Samples[i], seed), Sample: i)).OrderBy(static d => d.Hash).ThenBy(static d => d.Sample)
            .Take(options.Drawn).Select(static d => d.Sample).ToArray();
        return new SampleChoice(worst, drawn, metric);
    }

    /// <summary>All samples, the worst first: without a value where one is due, then by value, then those the metric says nothing about; equal ones by id.</summary>
    public static IEnumerable<int> Order(RunValues values, int metric)
    {
        var all = Enumerable.Range(0, values.Samples.Count);
        if (values.Metrics.Count == 0) return all;
        var sign = values.Metrics[metric].HigherIsBetter ? 1 : -1;
        return all.OrderBy(i => values.IsMissing(i, metric) ? 0 : values.ValueOf(i, metric) is null ? 2 : 1).ThenBy(i => sign * values.ValueOf(i, metric) ?? 0).ThenBy(static i => i);
    }

    // FNV-1a (Fowler, Noll and Vo 1991) over the id, finished by SplitMix64 (Steele, Lea and Flood 2014).
    private static ulong Hash(string id, long seed)
    {
        var hash = 14695981039346656037UL ^ (ulong)seed;
        foreach (var unit in Encoding.UTF8.GetBytes(id)) hash = (hash ^ unit) * 1099511628211UL;
        hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9UL;
        hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebUL;
        return hash ^ (hash >> 31);
    }
}
