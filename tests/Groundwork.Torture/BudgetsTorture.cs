using System.Diagnostics;
using System.Globalization;
using Groundwork.Models;
using Groundwork.Storage;
using Groundwork.UseCases.Spending;

namespace Groundwork.Torture;

/// <summary>
/// Two processes spend one budget, hundreds of requests at a time, against a server that keeps its own invoice; streams are given up, answers fail,
/// and the processes are killed and started again. In the end no more money was spent than allowed, and the ledger says what the invoice says.
/// </summary>
internal sealed class BudgetsTorture(Options options, Workplace workplace, Journal journal)
{
    private const int DefaultKills = 20;
    private const int Processes = 2;

    private readonly Random _random = new(options.Seed);
    private readonly string _data = workplace.Folder("data");

    public async Task RunAsync()
    {
        var started = DateTimeOffset.UtcNow;
        await using var stub = await BillingStub.StartAsync();
        var kills = options.Trials ?? DefaultKills;
        var running = new Process?[Processes];
        for (var kill = 0; kill < kills; kill++)
        {
            for (var i = 0; i < Processes; i++) running[i] ??= Start(stub.Url, (kill * Processes) + i);
            await Task.Delay(_random.Next(700, 2500));
            var victim = _random.Next(Processes);
            running[victim]!.Kill();
            await running[victim]!.WaitForExitAsync();
            running[victim]!.Dispose();
            running[victim] = null;
        }

        // The last two come to their own end: the budget is exhausted, and stays so.
        for (var i = 0; i < Processes; i++) running[i] ??= Start(stub.Url, (kills * Processes) + i);
        foreach (var process in running)
        {
            await process!.StandardInput.WriteLineAsync("end");
            await process.WaitForExitAsync();
            if (process.ExitCode != 0) journal.Trial(new { worker = process.ExitCode }, [await process.StandardError.ReadToEndAsync()]);
            process.Dispose();
        }

        await CheckAsync(stub, started, kills);
    }

    private async Task CheckAsync(BillingStub stub, DateTimeOffset started, int kills)
    {
        await using var database = await SqliteDatabase.OpenAsync(Path.Combine(_data, GatewaySchema.FileName), GatewaySchema.Migrations, TimeProvider.System, default);
        var invoice = stub.Invoice();
        var billed = invoice.Aggregate(Money.Zero, static (sum, line) => sum + BudgetsWorker.Price.Of(line.Usage));
        var problems = new List<string>();
        if (billed > BudgetsWorker.Limit) problems.Add($"{billed} was spent of {BudgetsWorker.Limit}");

        var before = await RowsAsync(database);
        var inDoubt = before.Values.Count(static r => r.Source == UsageSource.InDoubt);
        if (inDoubt > kills * BudgetsWorker.Parallel) problems.Add($"{inDoubt} attempts are in doubt after {kills} kills of {BudgetsWorker.Parallel} requests each");
        foreach (var line in invoice)
        {
            if (!before.TryGetValue(line.Id, out var row)) problems.Add($"{line.Id} is on the invoice and not in the ledger");
            else if (row.Source == UsageSource.InDoubt ? row.Input < line.Usage.Input || row.Output < line.Usage.Output : row.Input != line.Usage.Input || row.Output != line.Usage.Output) problems.Add($"{line.Id}: the invoice says {line.Usage}, the ledger {row}");
        }

        var named = invoice.Select(static l => l.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (id, row) in before)
            if (row.Source != UsageSource.InDoubt && row.Input + row.Output > 0 && !named.Contains(id)) problems.Add($"{id} is in the ledger with {row} and not on the invoice");
        journal.Trial(new { requests = before.Count, billed = billed.ToString(), limit = BudgetsWorker.Limit.ToString(), overspend = Math.Max(0, (billed - BudgetsWorker.Limit).NanoUsd), kills, inDoubt }, problems);

        problems = [];
        var reply = await new InvoiceCheck(database).ReconcileAsync("stub", started.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1), invoice, default);
        if (reply.Unknown.Count > 0 || reply.Differing.Count > 0) problems.Add($"{reply.Unknown.Count} unknown and {reply.Differing.Count} differing lines");
        var after = (await RowsAsync(database)).Values;
        if (after.Sum(static r => r.Input) != invoice.Sum(static l => l.Usage.Input) || after.Sum(static r => r.Output) != invoice.Sum(static l => l.Usage.Output)) problems.Add("tokens of ledger and invoice differ");
        var spent = await database.ReadAsync(static s => s.CountAsync("select sum(cost) from budget_accounts"), default);
        if (spent != billed.NanoUsd) problems.Add($"the budget says {new Money(spent)}, the invoice {billed}");
        if (await database.ReadAsync(static s => s.CountAsync("select sum(cost) from usage_days"), default) != billed.NanoUsd) problems.Add("the totals of the days differ from the invoice");
        if (await database.ReadAsync(static s => s.CountAsync("select count(*) from allowances"), default) != 0) problems.Add("an allowance was not given back");
        if (Directory.EnumerateFiles(Path.Combine(_data, "usage")).Any()) problems.Add("a journal was left behind");
        journal.Trial(new { reconciled = reply.Settled, equal = reply.Equal }, problems);
    }

    private static async Task<Dictionary<string, (UsageSource Source, long Input, long Output)>> RowsAsync(SqliteDatabase database) => (await database.ReadAsync(
        static s => s.QueryAsync("select r.id, d.source, r.input, r.output from usage_rows r join usage_days d on d.number = r.day", static row => (row.GetString(0), (Enum.Parse<UsageSource>(row.GetString(1)), row.GetInt64(2), row.GetInt64(3)))), default))
        .ToDictionary(static r => r.Item1, static r => r.Item2, StringComparer.Ordinal);

    private Process Start(Uri url, int number)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true };
        foreach (var argument in new[] { typeof(BudgetsTorture).Assembly.Location, BudgetsWorker.Command, url.ToString(), _data, (options.Seed + number).ToString(CultureInfo.InvariantCulture) }) start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new TortureException("A worker did not start.");
    }
}
