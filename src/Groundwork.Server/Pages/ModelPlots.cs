using System.Globalization;
using Groundwork.Server.Pages.Parts;
using Groundwork.UseCases;

namespace Groundwork.Server.Pages;

/// <summary>A report by day as rows of values for plots: days without requests count zero, and have no times.</summary>
internal sealed class ModelPlots
{
    private const int MostKinds = 5;

    private readonly List<UsageGroup?> _days;

    public ModelPlots(ModelUsageReply usage)
    {
        var known = usage.Groups.ToDictionary(static g => g.Name, StringComparer.Ordinal);
        Days = [.. Enumerable.Range(0, usage.To.DayNumber - usage.From.DayNumber + 1).Select(i => usage.From.AddDays(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];
        _days = [.. Days.Select(day => known.GetValueOrDefault(day))];
    }

    public IReadOnlyList<string> Days { get; }

    public IReadOnlyList<PlotSeries> Requests => [Counts("requests", static g => g.Requests)];

    public IReadOnlyList<PlotSeries> Tokens => [Counts("read", static g => g.InputTokens), Counts("written", static g => g.OutputTokens)];

    public IReadOnlyList<PlotSeries> Cost => [Counts("cost", static g => (double)g.CostUsd)];

    public IReadOnlyList<PlotSeries> Latency => Percentiles(static g => g.LatencyMs);

    public IReadOnlyList<PlotSeries> FirstToken => Percentiles(static g => g.FirstTokenMs);

    public IReadOnlyList<PlotSeries> Speed => [Times("tokens per second", static g => g.TokensPerSecond)];

    public IReadOnlyList<PlotSeries> CacheHits => Kinds(static g => g.Replays, "cache hits");

    public IReadOnlyList<PlotSeries> Errors => Kinds(static g => g.Errors, "errors");

    private PlotSeries Counts(string name, Func<UsageGroup, double> value) => new(name, [.. _days.Select(day => day is null ? 0 : (double?)value(day))]);

    private PlotSeries Times(string name, Func<UsageGroup, double?> value) => new(name, [.. _days.Select(day => day is null ? null : value(day))]);

    private IReadOnlyList<PlotSeries> Percentiles(Func<UsageGroup, UsagePercentiles?> of) =>
        [Times("p50", g => of(g)?.P50), Times("p95", g => of(g)?.P95), Times("p99", g => of(g)?.P99)];

    // The kinds that happened most by name, all others together: more lines would not be told apart.
    private IReadOnlyList<PlotSeries> Kinds(Func<UsageGroup, IReadOnlyDictionary<string, long>> of, string none)
    {
        var kinds = _days.OfType<UsageGroup>().SelectMany(of).GroupBy(static k => k.Key, StringComparer.Ordinal).OrderByDescending(static k => k.Sum(static c => c.Value)).Select(static k => k.Key).ToList();
        if (kinds.Count == 0) return [Counts(none, static _ => 0)];
        var named = kinds.Count <= MostKinds ? kinds : kinds[..(MostKinds - 1)];
        var rows = named.ConvertAll(kind => Counts(Show.Words(kind), g => of(g).GetValueOrDefault(kind)));
        if (named.Count < kinds.Count) rows.Add(Counts("others", g => of(g).Where(k => !named.Contains(k.Key, StringComparer.Ordinal)).Sum(static k => k.Value)));
        return rows;
    }
}
