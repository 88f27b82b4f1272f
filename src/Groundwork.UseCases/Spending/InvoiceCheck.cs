using System.Globalization;
using Groundwork.Models;
using Groundwork.Storage;

namespace Groundwork.UseCases.Spending;

/// <summary>Compares the ledger with a provider's invoice and settles what is in doubt.</summary>
/// <param name="database">Opened with <see cref="GatewaySchema.Migrations"/>.</param>
internal sealed class InvoiceCheck(IDatabase database)
{
    private const string Row = """
        select r.id, r.at, r.input, r.output, r.cached, r.price_input, r.price_output, r.price_cached, r.first_us, r.duration_us, r.accounts,
          d.caller, d.person, d.tenant, d.route, d.target, d.model, d.purpose, d.source, d.outcome, d.replay, d.is_aborted
        from usage_rows r join usage_days d on d.number = r.day
        """;

    /// <summary>Books what an invoice says, in one transaction. Budgets follow.</summary>
    /// <param name="target">Whose invoice it is.</param>
    /// <param name="from">Begin of the time it covers.</param>
    /// <param name="to">End of that time, exclusive. An attempt in doubt within it that the invoice does not name was never sent.</param>
    /// <param name="lines">Its lines, each id once.</param>
    /// <param name="cancellationToken">Nothing is booked then.</param>
    public ValueTask<InvoiceReply> ReconcileAsync(string target, DateTimeOffset from, DateTimeOffset to, IReadOnlyList<InvoiceLine> lines, CancellationToken cancellationToken) =>
        ReconcileAsync(target, from, to, lines, isDryRun: false, cancellationToken);

    /// <summary>The same; with <paramref name="isDryRun"/> it only says what would be booked.</summary>
    public ValueTask<InvoiceReply> ReconcileAsync(string target, DateTimeOffset from, DateTimeOffset to, IReadOnlyList<InvoiceLine> lines, bool isDryRun, CancellationToken cancellationToken) =>
        isDryRun
            ? database.ReadAsync(session => CompareAsync(session, new LedgerWriter(session), target, from, to, lines, cancellationToken), cancellationToken)
            : database.WriteAsync(
                async session =>
                {
                    var writer = new LedgerWriter(session);
                    var reply = await CompareAsync(session, writer, target, from, to, lines, cancellationToken);
                    await writer.WriteAsync();
                    return reply;
                },
                cancellationToken);

    private static async ValueTask<InvoiceReply> CompareAsync(
        SqlSession session, LedgerWriter writer, string target, DateTimeOffset from, DateTimeOffset to, IReadOnlyList<InvoiceLine> lines, CancellationToken cancellationToken)
    {
        var (equal, settled) = (0, 0);
        var differing = new List<string>();
        var unknown = new List<string>();
        var named = new HashSet<string>(lines.Count, StringComparer.Ordinal);
        foreach (var line in lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!named.Add(line.Id)) throw new ArgumentException($"The invoice names {line.Id} twice. Nothing was booked.", nameof(lines));
            var found = await session.QueryAsync(Row + " where r.id = @id and d.target = @target", Read, ("@id", line.Id), ("@target", target));
            if (found is not [var known])
            {
                unknown.Add(line.Id);
                continue;
            }

            var isInDoubt = known.Source == UsageSource.InDoubt;
            if (!isInDoubt && known.Usage.Input == line.Usage.Input && known.Usage.Output == line.Usage.Output)
            {
                equal++;
                continue;
            }

            // An invoice that names no cached tokens leaves those that the provider told with its answer.
            var usage = line.Usage.CachedInput > 0 ? line.Usage : line.Usage with { CachedInput = Math.Min(known.Usage.CachedInput, line.Usage.Input) };
            writer.Replace(known, known with { Usage = usage, Source = UsageSource.Provider });
            if (isInDoubt) settled++;
            else differing.Add(line.Id);
        }

        foreach (var doubted in await session.QueryAsync(
            Row + " where d.source = 'InDoubt' and d.target = @target and r.at >= @from and r.at < @to", Read,
            ("@target", target), ("@from", LedgerWriter.TimeText(from)), ("@to", LedgerWriter.TimeText(to))))
        {
            if (named.Contains(doubted.Id)) continue;
            writer.Replace(doubted, doubted with { Usage = default, Source = UsageSource.None });
            settled++;
        }

        return new InvoiceReply(equal, settled, differing, unknown);
    }

    private static LedgerLine Read(System.Data.Common.DbDataReader row) => new(
        row.GetString(0), DateTimeOffset.Parse(row.GetString(1), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        new AttemptFacts(
            row.GetString(11), row.GetString(12) is { Length: > 0 } user ? user : null, row.GetString(13), row.GetString(14), row.GetString(15), row.GetString(16), Enum.Parse<ModelUse>(row.GetString(17)),
            row.IsDBNull(5) ? null : new ModelPrice(new Money(row.GetInt64(5)), new Money(row.GetInt64(6)), new Money(row.GetInt64(7)), default)),
        new TokenUsage(row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)), Enum.Parse<UsageSource>(row.GetString(18)),
        [.. row.GetString(10).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static a => long.Parse(a, CultureInfo.InvariantCulture))])
    {
        Failure = row.GetString(19) is { Length: > 0 } failure ? Enum.Parse<ModelFailure>(failure) : null,
        Replay = row.GetString(20) is { Length: > 0 } replay ? Enum.Parse<ReplayKind>(replay) : null,
        IsAborted = row.GetInt64(21) == 1,
        FirstToken = row.IsDBNull(8) ? null : TimeSpan.FromMicroseconds(row.GetInt64(8)),
        Duration = row.IsDBNull(9) ? null : TimeSpan.FromMicroseconds(row.GetInt64(9)),
    };
}
