using System.Globalization;
using Groundwork.Models;
using Groundwork.Storage;

namespace Groundwork.UseCases.Spending;

/// <summary>Reports out of the totals of days: as quick after a million attempts as after a hundred.</summary>
/// <param name="database">Opened with <see cref="GatewaySchema.Migrations"/>.</param>
internal sealed class UsageQuery(IDatabase database)
{
    /// <summary>What was used, most expensive first; by day, oldest first.</summary>
    /// <param name="from">First day of UTC.</param>
    /// <param name="to">Last day.</param>
    /// <param name="by">How it is broken down.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    public async ValueTask<IReadOnlyList<UsageGroup>> RunAsync(DateOnly from, DateOnly to, UsageGrouping by, CancellationToken cancellationToken)
    {
        var (totals, times) = await database.ReadAsync(
            async session => (await TotalsAsync(session, from, to, by), await TimesAsync(session, from, to, by)), cancellationToken);
        var groups = totals.GroupBy(static t => t.Name, StringComparer.Ordinal).Select(group => GroupOf(group.Key, [.. group], times));
        return by == UsageGrouping.Day ? [.. groups.OrderBy(static g => g.Name, StringComparer.Ordinal)] : [.. groups.OrderByDescending(static g => g.CostUsd).ThenByDescending(static g => g.Requests).ThenBy(static g => g.Name, StringComparer.Ordinal)];
    }

    /// <summary>Every target that was ever used.</summary>
    public async ValueTask<IReadOnlyList<string>> TargetsAsync(CancellationToken cancellationToken) => await database.ReadAsync(
        session => session.QueryAsync("select distinct target from usage_days", static row => row.GetString(0)), cancellationToken);

    private static UsageGroup GroupOf(string name, List<Total> totals, ILookup<(string, string), (long Bucket, long Count)> times)
    {
        var attempts = totals.FindAll(static t => t.Replay.Length == 0);
        var streamedMicroseconds = attempts.Sum(static t => t.StreamedMicroseconds);
        return new UsageGroup(
            name, attempts.Sum(static t => t.Requests), attempts.Sum(static t => t.Input), attempts.Sum(static t => t.Output), attempts.Sum(static t => t.Cached),
            new Money(attempts.Sum(static t => t.Cost)).Usd, attempts.Where(static t => t.Source is nameof(UsageSource.InDoubt)).Sum(static t => t.Requests), attempts.Where(static t => t.IsAborted).Sum(static t => t.Requests),
            CountsBy(totals, static t => t.Replay), CountsBy(attempts, static t => t.Failure), Percentiles(times[(name, "duration")]), Percentiles(times[(name, "first")]),
            streamedMicroseconds > 0 ? attempts.Sum(static t => t.StreamedTokens) * 1e6 / streamedMicroseconds : null);
    }

    private static SortedDictionary<string, long> CountsBy(List<Total> totals, Func<Total, string> kind)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var total in totals)
            if (kind(total) is { Length: > 0 } name && total.Requests > 0) counts[name] = counts.GetValueOrDefault(name) + total.Requests;
        return counts;
    }

    private static UsagePercentiles? Percentiles(IEnumerable<(long Bucket, long Count)> times)
    {
        var counts = times.ToDictionary(static t => t.Bucket, static t => t.Count);
        return LatencyBuckets.PercentileMs(counts, 0.5) is { } median ? new UsagePercentiles(median, LatencyBuckets.PercentileMs(counts, 0.95)!.Value, LatencyBuckets.PercentileMs(counts, 0.99)!.Value) : null;
    }

    private static async ValueTask<List<Total>> TotalsAsync(SqlSession session, DateOnly from, DateOnly to, UsageGrouping by) => await session.QueryAsync(
        $"""
        select {ColumnOf(by)}, source, outcome, replay, is_aborted, sum(requests), sum(input), sum(output), sum(cached), sum(cost), sum(streamed_tokens), sum(streamed_us)
        from usage_days where day between @from and @to group by 1, 2, 3, 4, 5
        """,
        static row => new Total(
            row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4) == 1, row.GetInt64(5), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8), row.GetInt64(9), row.GetInt64(10), row.GetInt64(11)),
        ("@from", Text(from)), ("@to", Text(to)));

    // Times of replays are not those of models.
    private static async ValueTask<ILookup<(string, string), (long Bucket, long Count)>> TimesAsync(SqlSession session, DateOnly from, DateOnly to, UsageGrouping by) => (await session.QueryAsync(
        $"""
        select {ColumnOf(by)}, l.measure, l.bucket, sum(l.count)
        from usage_days join usage_latencies l on l.day = usage_days.number where usage_days.day between @from and @to and replay = '' group by 1, 2, 3 having sum(l.count) > 0
        """,
        static row => (Key: (row.GetString(0), row.GetString(1)), Time: (row.GetInt64(2), row.GetInt64(3))),
        ("@from", Text(from)), ("@to", Text(to)))).ToLookup(static t => t.Key, static t => t.Time);

    private static string ColumnOf(UsageGrouping by) => by switch
    {
        UsageGrouping.None => "''",
        UsageGrouping.Day => "usage_days.day",
        UsageGrouping.Key => "caller",
        UsageGrouping.User => "person",
        UsageGrouping.Route => "route",
        UsageGrouping.Target => "target",
        UsageGrouping.Model => "model",
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, "Usage is not broken down by that."),
    };

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Total(
        string Name, string Source, string Failure, string Replay, bool IsAborted, long Requests, long Input, long Output, long Cached, long Cost, long StreamedTokens, long StreamedMicroseconds);
}
