using Groundwork.UseCases.Spending;

namespace Groundwork.UseCases;

/// <summary>Brings the ledger level with a provider's invoice.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class Reconcile(Workspace workspace)
{
    /// <summary>Compares and books, all or nothing.</summary>
    /// <exception cref="InvalidRequestException">A value or a line of the invoice is wrong; nothing was booked.</exception>
    public async Task<ReconcileReply> RunAsync(ReconcileRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (from, to) = (ReportUsage.Day(request.From, "from"), ReportUsage.Day(request.To, "to"));
        ReportUsage.CheckSpan(from, to);
        var lines = await InvoiceFile.ReadAsync(request.Invoice, cancellationToken);
        await (await workspace.Models.OpenAsync(cancellationToken)).BookAsync(cancellationToken);
        var ledger = await workspace.Models.LedgerAsync(cancellationToken);
        await CheckTargetAsync(request.Target, new UsageQuery(ledger), cancellationToken);
        var reply = await new InvoiceCheck(ledger).ReconcileAsync(request.Target, Begin(from), Begin(to.AddDays(1)), lines, request.DryRun, cancellationToken);
        return new ReconcileReply(request.Target, reply.Equal, reply.Settled, reply.Differing, reply.Unknown, !request.DryRun);
    }

    // The settings may have moved on since the invoice's month.
    private async Task CheckTargetAsync(string target, UsageQuery query, CancellationToken cancellationToken)
    {
        var known = workspace.Models.All.Targets.Select(static t => t.Name).Concat(await query.TargetsAsync(cancellationToken)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (!known.Contains(target, StringComparer.Ordinal))
            throw new InvalidRequestException($"There is no target \"{target}\", and none was ever used. {(known.Count > 0 ? $"There are: {string.Join(", ", known)}." : "Nothing was used yet.")}");
    }

    private static DateTimeOffset Begin(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
