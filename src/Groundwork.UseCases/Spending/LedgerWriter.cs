using System.Globalization;
using Groundwork.Models;
using Groundwork.Storage;

namespace Groundwork.UseCases.Spending;

/// <summary>Writes lines of the ledger with their totals and what they count on budgets, within one transaction.</summary>
internal sealed class LedgerWriter(SqlSession session)
{
    private readonly Dictionary<DayKey, DayTotals> _days = [];
    private readonly Dictionary<long, Models.Spending> _spent = [];
    private readonly List<(LedgerLine Line, DayKey Day)> _rows = [];

    /// <summary>Adds a line with its row.</summary>
    public void Add(LedgerLine line)
    {
        _rows.Add((line, Count(line, 1)));
    }

    /// <summary>Puts a corrected line in the place of another.</summary>
    public void Replace(LedgerLine before, LedgerLine after)
    {
        Count(before, -1);
        _rows.Add((after, Count(after, 1)));
    }

    /// <summary>Writes what was added.</summary>
    public async ValueTask WriteAsync()
    {
        var days = new Dictionary<DayKey, long>(_days.Count);
        foreach (var (key, totals) in _days) days.Add(key, await WriteAsync(key, totals));
        foreach (var (line, day) in _rows) await WriteAsync(line, days[day]);
        foreach (var (account, spent) in _spent) await AllowanceStore.SpendAsync(session, account, spent);
    }

    private DayKey Count(LedgerLine line, int sign)
    {
        var day = line.Day;
        if (!_days.TryGetValue(day, out var totals)) _days.Add(day, totals = new DayTotals());
        totals.Add(line, sign);
        var spent = sign > 0 ? line.Spent : default(Models.Spending) - line.Spent;
        foreach (var account in line.Accounts) _spent[account] = _spent.GetValueOrDefault(account) + spent;
        return day;
    }

    private async ValueTask<long> WriteAsync(DayKey key, DayTotals totals)
    {
        var number = await session.FirstAsync(
            """
            insert into usage_days (day, caller, person, tenant, route, target, model, purpose, source, outcome, replay, is_aborted, requests, input, output, cached, cost, streamed_tokens, streamed_us)
            values (@day, @caller, @person, @tenant, @route, @target, @model, @purpose, @source, @outcome, @replay, @is_aborted, @requests, @input, @output, @cached, @cost, @streamed_tokens, @streamed_us)
            on conflict (day, caller, person, tenant, route, target, model, purpose, source, outcome, replay, is_aborted) do update set
              requests = requests + excluded.requests, input = input + excluded.input, output = output + excluded.output, cached = cached + excluded.cached, cost = cost + excluded.cost,
              streamed_tokens = streamed_tokens + excluded.streamed_tokens, streamed_us = streamed_us + excluded.streamed_us
            returning number
            """,
            static row => row.GetInt64(0),
            ("@day", key.Day), ("@caller", key.Key), ("@person", key.User), ("@tenant", key.Tenant), ("@route", key.Route), ("@target", key.Target), ("@model", key.Model),
            ("@purpose", key.Use), ("@source", key.Source), ("@outcome", key.Failure), ("@replay", key.Replay), ("@is_aborted", key.IsAborted ? 1 : 0), ("@requests", totals.Requests),
            ("@input", totals.Input), ("@output", totals.Output), ("@cached", totals.Cached), ("@cost", totals.Cost), ("@streamed_tokens", totals.StreamedTokens), ("@streamed_us", totals.StreamedMicroseconds));
        foreach (var ((measure, bucket), count) in totals.Latencies)
        {
            await session.ExecuteAsync(
                "insert into usage_latencies (day, measure, bucket, count) values (@day, @measure, @bucket, @count) on conflict (day, measure, bucket) do update set count = count + excluded.count",
                ("@day", number), ("@measure", measure), ("@bucket", bucket), ("@count", count));
        }

        return number;
    }

    private ValueTask<int> WriteAsync(LedgerLine line, long day) => session.ExecuteAsync(
        """
        insert into usage_rows (id, day, at, input, output, cached, cost, price_input, price_output, price_cached, first_us, duration_us, accounts)
        values (@id, @day, @at, @input, @output, @cached, @cost, @price_input, @price_output, @price_cached, @first_us, @duration_us, @accounts)
        on conflict (id) do update set day = excluded.day, input = excluded.input, output = excluded.output, cached = excluded.cached, cost = excluded.cost
        """,
        ("@id", line.Id), ("@day", day), ("@at", TimeText(line.At)), ("@input", line.Usage.Input), ("@output", line.Usage.Output), ("@cached", line.Usage.CachedInput), ("@cost", line.Cost.NanoUsd),
        ("@price_input", line.Attempt.Price?.Input.NanoUsd), ("@price_output", line.Attempt.Price?.Output.NanoUsd), ("@price_cached", line.Attempt.Price?.CachedInput.NanoUsd),
        ("@first_us", (long?)line.FirstToken?.TotalMicroseconds), ("@duration_us", (long?)line.Duration?.TotalMicroseconds), ("@accounts", string.Join(',', line.Accounts)));

    /// <summary>A moment as the ledger keeps it: sortable, UTC, to the microsecond.</summary>
    internal static string TimeText(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
}
