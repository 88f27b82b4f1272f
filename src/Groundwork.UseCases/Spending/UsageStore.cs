using System.Globalization;
using System.Text.Json;
using Groundwork.Models;
using Groundwork.Storage;

namespace Groundwork.UseCases.Spending;

/// <summary>The ledger in the database that processes share.</summary>
/// <param name="database">Opened with <see cref="GatewaySchema.Migrations"/>.</param>
/// <param name="time">Clock.</param>
internal sealed class UsageStore(IDatabase database, TimeProvider time) : IUsageStore
{
    /// <summary>Stands in the ledger for the key, route and target of what nobody knows any more.</summary>
    internal const string LostJournal = "lost journal";

    public ValueTask<JournalPosition> PositionAsync(string instance, CancellationToken cancellationToken) =>
        database.ReadAsync(async session => (await StateAsync(session, instance)).At, cancellationToken);

    public ValueTask<bool> BookAsync(JournalBatch batch, CancellationToken cancellationToken) => database.WriteAsync(session => BookAsync(session, batch), cancellationToken);

    public async ValueTask<IReadOnlyList<string>> InstancesAsync(CancellationToken cancellationToken) => await database.ReadAsync(
        session => session.QueryAsync("select instance from allowances union select instance from open_attempts", static row => row.GetString(0)), cancellationToken);

    public async ValueTask ForgetRowsAsync(DateTimeOffset before, CancellationToken cancellationToken) => await database.WriteAsync(
        async session =>
        {
            var forgotten = await session.ExecuteAsync("delete from usage_rows where at < @before", ("@before", LedgerWriter.TimeText(before)));
            await session.ExecuteAsync("delete from journals where is_ended = 1 and at < @before", ("@before", LedgerWriter.TimeText(before)));
            return forgotten;
        },
        cancellationToken);

    private async ValueTask<bool> BookAsync(SqlSession session, JournalBatch batch)
    {
        var (at, isEnded) = await StateAsync(session, batch.Instance);
        if (isEnded && batch.IsLast) await ReleaseAllAsync(session, batch.Instance);
        if (isEnded || at != batch.From) return false;
        var begun = new Dictionary<long, SpendingEvent.Reserved>();
        var writer = new LedgerWriter(session);
        var released = new Dictionary<long, Models.Spending>();
        foreach (var line in batch.Events)
        {
            switch (line)
            {
                case SpendingEvent.Reserved reserved:
                    begun[reserved.Number] = reserved;
                    break;
                case SpendingEvent.Settled settled when await EndAsync(session, batch.Instance, begun, settled.Number) is { } reserved:
                    writer.Add(new LedgerLine(IdOf(batch.Instance, settled.Number), reserved.At, reserved.Attempt, settled.Usage, settled.Source, reserved.Accounts)
                    {
                        Failure = settled.Failure, IsAborted = settled.IsAborted, FirstToken = settled.FirstToken, Duration = settled.Duration,
                    });
                    Release(released, reserved, settled.Usage);
                    break;
                case SpendingEvent.Returned returned:
                    await EndAsync(session, batch.Instance, begun, returned.Number);
                    break;
                case SpendingEvent.Replayed replayed:
                    writer.Add(new LedgerLine(IdOf(batch.Instance, replayed.Number), replayed.At, replayed.Attempt, default, UsageSource.None, []) { Replay = replayed.Kind, Duration = replayed.Duration });
                    break;
            }
        }

        if (batch.IsLast)
        {
            foreach (var reserved in (await OpenAsync(session, batch.Instance)).Concat(begun.Values))
            {
                writer.Add(InDoubt(batch.Instance, reserved));
                Release(released, reserved, reserved.Most);
            }

            await session.ExecuteAsync("delete from open_attempts where instance = @instance", ("@instance", batch.Instance));
        }
        else
        {
            foreach (var reserved in begun.Values)
            {
                await session.ExecuteAsync(
                    "insert into open_attempts (instance, number, body) values (@instance, @number, @body)",
                    ("@instance", batch.Instance), ("@number", reserved.Number), ("@body", JsonSerializer.Serialize(reserved, SpendingJson.Default.Reserved)));
            }
        }

        // What is booked is held no more; what was not spent stays with the process until it gives it back.
        await writer.WriteAsync();
        foreach (var (account, amount) in released) await AllowanceStore.HoldAsync(session, account, batch.Instance, default(Models.Spending) - amount);
        if (batch is { IsLast: true, MayLackLines: true }) await DoubtAsync(session, batch.Instance);
        if (batch.IsLast) await ReleaseAllAsync(session, batch.Instance);
        else await session.ExecuteAsync("delete from allowances where instance = @instance and cost = 0 and tokens = 0 and requests = 0", ("@instance", batch.Instance));
        await session.ExecuteAsync(
            """
            insert into journals (instance, file, position, is_ended, at) values (@instance, @file, @position, @is_ended, @at)
            on conflict (instance) do update set file = excluded.file, position = excluded.position, is_ended = excluded.is_ended, at = excluded.at
            """,
            ("@instance", batch.Instance), ("@file", batch.To.File), ("@position", batch.To.Offset), ("@is_ended", batch.IsLast ? 1 : 0), ("@at", LedgerWriter.TimeText(time.GetUtcNow())));
        return true;
    }

    private static ValueTask<int> ReleaseAllAsync(SqlSession session, string instance) =>
        session.ExecuteAsync("delete from allowances where instance = @instance", ("@instance", instance));

    /// <summary>Books what a process still holds as spent, in a row for each account: lines of its journal that are lost may have spent it.</summary>
    private async ValueTask DoubtAsync(SqlSession session, string instance)
    {
        var writer = new LedgerWriter(session);
        foreach (var (account, held) in await session.QueryAsync(
            "select account, cost, tokens, requests from allowances where instance = @instance",
            static row => (row.GetInt64(0), new Models.Spending(new Money(row.GetInt64(1)), row.GetInt64(2), row.GetInt64(3)).Positive()), ("@instance", instance)))
        {
            if (held == default) continue;
            var lost = new AttemptFacts(LostJournal, null, string.Empty, LostJournal, LostJournal, string.Empty, ModelUse.Chat, null);
            var id = string.Create(CultureInfo.InvariantCulture, $"{instance}-lost-{account}");
            var line = new LedgerLine(id, time.GetUtcNow(), lost, new TokenUsage(held.Tokens, 0), UsageSource.InDoubt, [account]) { Lump = held.Cost };
            writer.Add(line);

            // A row counts as one request; the account counts as many as there may have been.
            await AllowanceStore.SpendAsync(session, account, (held - line.Spent).Positive());
        }

        await writer.WriteAsync();
    }

    // At the most it can have used: the money may be gone, and an invoice can only make it less.
    private static LedgerLine InDoubt(string instance, SpendingEvent.Reserved reserved) =>
        new(IdOf(instance, reserved.Number), reserved.At, reserved.Attempt, reserved.Most, UsageSource.InDoubt, reserved.Accounts);

    // An attempt takes with it what was held for it and no more: where it used more, what is held for others stays held.
    private static void Release(Dictionary<long, Models.Spending> released, SpendingEvent.Reserved reserved, TokenUsage usage)
    {
        var (held, spent) = (SpendingOf(reserved, reserved.Most), SpendingOf(reserved, usage));
        foreach (var account in reserved.Accounts) released[account] = released.GetValueOrDefault(account) + spent - (spent - held).Positive();
    }

    private static Models.Spending SpendingOf(SpendingEvent.Reserved reserved, TokenUsage usage) => new(reserved.Attempt.Price?.Of(usage) ?? Money.Zero, usage.Total, 1);

    private static async ValueTask<SpendingEvent.Reserved?> EndAsync(SqlSession session, string instance, Dictionary<long, SpendingEvent.Reserved> begun, long number)
    {
        if (begun.Remove(number, out var known)) return known;
        return await session.FirstAsync(
            "delete from open_attempts where instance = @instance and number = @number returning body",
            static row => JsonSerializer.Deserialize(row.GetString(0), SpendingJson.Default.Reserved), ("@instance", instance), ("@number", number));
    }

    private static async ValueTask<List<SpendingEvent.Reserved>> OpenAsync(SqlSession session, string instance) => await session.QueryAsync(
        "select body from open_attempts where instance = @instance order by number",
        static row => JsonSerializer.Deserialize(row.GetString(0), SpendingJson.Default.Reserved)!, ("@instance", instance));

    private static async ValueTask<(JournalPosition At, bool IsEnded)> StateAsync(SqlSession session, string instance)
    {
        var known = await session.QueryAsync(
            "select file, position, is_ended from journals where instance = @instance",
            static row => (new JournalPosition(row.GetInt64(0), row.GetInt64(1)), row.GetInt64(2) == 1), ("@instance", instance));
        return known.Count > 0 ? known[0] : (JournalPosition.Start, false);
    }

    private static string IdOf(string instance, long number) => string.Create(CultureInfo.InvariantCulture, $"{instance}-{number}");
}
