using System.Globalization;
using Groundwork.UseCases.Spending;

namespace Groundwork.UseCases;

/// <summary>What models were used for, by day, key, user, route, target or model.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class ReportUsage(Workspace workspace)
{
    /// <summary>Most days of one report.</summary>
    public const int MostDays = 3660;

    private const int UsualDays = 7;

    private static readonly UsageGroup s_nothing = new(
        "", 0, 0, 0, 0, 0, 0, 0, new Dictionary<string, long>(StringComparer.Ordinal), new Dictionary<string, long>(StringComparer.Ordinal), null, null, null);

    /// <summary>Makes a report. What this process and processes that are gone have used is in it; others are at most a quarter of a second behind.</summary>
    /// <exception cref="InvalidRequestException">A day or the breakdown is wrong.</exception>
    public async Task<ModelUsageReply> RunAsync(UsageRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var to = request.To is { } last ? Day(last, "to") : DateOnly.FromDateTime(workspace.Time.GetUtcNow().UtcDateTime);
        var from = request.From is { } first ? Day(first, "from") : DateOnly.FromDayNumber(Math.Max(0, to.DayNumber - UsualDays + 1));
        CheckSpan(from, to);
        var by = GroupingOf(request.By);
        await (await workspace.Models.OpenAsync(cancellationToken)).BookAsync(cancellationToken);
        var query = new UsageQuery(await workspace.Models.LedgerAsync(cancellationToken));
        var total = await query.RunAsync(from, to, UsageGrouping.None, cancellationToken);
        return new ModelUsageReply(from, to, by.ToString().ToLowerInvariant(), total.Count > 0 ? total[0] : s_nothing, await query.RunAsync(from, to, by, cancellationToken));
    }

    /// <summary>A day that a person wrote.</summary>
    /// <exception cref="InvalidRequestException">It is none.</exception>
    internal static DateOnly Day(string text, string name) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new InvalidRequestException($"\"{name}\" is \"{text}\"; write a day of UTC like 2026-01-31.");

    /// <exception cref="InvalidRequestException">The first day is after the last, or they are too far apart.</exception>
    internal static void CheckSpan(DateOnly from, DateOnly to)
    {
        if (from > to) throw new InvalidRequestException(string.Create(CultureInfo.InvariantCulture, $"\"from\" ({from:yyyy-MM-dd}) is after \"to\" ({to:yyyy-MM-dd}). Swap them."));
        if (to.DayNumber - from.DayNumber >= MostDays)
            throw new InvalidRequestException(string.Create(CultureInfo.InvariantCulture, $"{from:yyyy-MM-dd} to {to:yyyy-MM-dd} are {to.DayNumber - from.DayNumber + 1} days; one report has at most {MostDays}."));
    }

    private static UsageGrouping GroupingOf(string by) => by switch
    {
        "day" => UsageGrouping.Day,
        "key" => UsageGrouping.Key,
        "user" => UsageGrouping.User,
        "route" => UsageGrouping.Route,
        "target" => UsageGrouping.Target,
        "model" => UsageGrouping.Model,
        _ => throw new InvalidRequestException($"\"by\" is \"{by}\"; usage is broken down by day, key, user, route, target or model."),
    };
}
