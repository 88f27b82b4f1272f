using System.CommandLine;
using Groundwork.Cli.Terminal;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork models [usage|try|prices|reconcile]</c></summary>
internal static class ModelsCommand
{
    public static Command Create(Shell shell)
    {
        var command = new Command("models", "List the routes to models with their targets and prices, and where budgets stand. Set them in settings.json.")
        {
            Usage(shell), Try(shell), Prices(shell), Reconciling(shell),
        };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new ListModels(workspace).RunAsync(cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.ModelsReply, output => ModelsText.Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }

    private static Command Usage(Shell shell)
    {
        var from = new Option<string?>("--from") { Description = "First day of UTC. Default: six days before the last.", HelpName = "DAY" };
        var to = new Option<string?>("--to") { Description = "Last day of UTC. Default: today.", HelpName = "DAY" };
        var by = new Option<string>("--by") { Description = "day, key, user, route, target or model.", HelpName = "WHAT", DefaultValueFactory = _ => "day" };
        var command = new Command("usage", "Report what models were used for: requests, tokens, cost, caches, errors and times.") { from, to, by };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new ReportUsage(workspace).RunAsync(new UsageRequest(parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(by)!), cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.ModelUsageReply, output => UsageText.Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }

    private static Command Try(Shell shell)
    {
        var route = new Argument<string>("ROUTE") { Description = "A chat or embedding route." };
        var prompt = new Argument<string>("PROMPT") { Description = "What to say to it." };
        var command = new Command("try", "Ask a route once, and see who answered, who failed before, how long it took and what it cost. Caches are left aside.") { route, prompt };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var isJson = parsed.GetValue(shell.Json);
            TryModelReply? reply = null;
            var isStreamed = false;
            await foreach (var update in new TryModel(workspace).RunAsync(new TryModelRequest(parsed.GetValue(route)!, parsed.GetValue(prompt)!), cancellationToken))
            {
                if (update is TryModelUpdate.Done done) reply = done.Reply;
                if (isJson || update is not TryModelUpdate.Said said) continue;
                isStreamed = true;
                await shell.Output.WriteAsync(said.Text);
                await shell.Output.FlushAsync(cancellationToken);
            }

            if (isStreamed) await shell.Output.WriteLineAsync();
            shell.Reply(parsed, reply!, GroundworkJson.Readable.TryModelReply, output =>
            {
                if (!isStreamed) output.WriteLine(reply!.Text);
                ModelsText.DrawTrial(shell.Error, reply!);
            });
            return Shell.Done;
        }));
        return command;
    }

    private static Command Prices(Shell shell)
    {
        var command = new Command("prices", "List the prices that were reviewed with this version, with their days and sources. Prices of your own stand in settings.json.");
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, _ =>
        {
            var reply = ListModels.Prices();
            shell.Reply(parsed, reply, GroundworkJson.Readable.PricesReply, output => ModelsText.DrawPrices(output, reply));
            return Task.FromResult(Shell.Done);
        }));
        return command;
    }

    private static Command Reconciling(Shell shell)
    {
        var invoice = new Argument<string>("INVOICE") { Description = "JSONL file with {\"id\",\"input\",\"output\"} per line; id is the X-Client-Request-Id that was sent." };
        var target = new Option<string>("--target") { Description = "Whose invoice it is.", HelpName = "TARGET", Required = true };
        var from = new Option<string>("--from") { Description = "First day of UTC that it covers.", HelpName = "DAY", Required = true };
        var to = new Option<string>("--to") { Description = "Last day that it covers.", HelpName = "DAY", Required = true };
        var isDry = new Option<bool>("--dry-run") { Description = "Only say what would be booked." };
        var command = new Command("reconcile", "Bring the ledger level with a provider's invoice. What was in doubt and the invoice does not name was not used.") { invoice, target, from, to, isDry };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var request = new ReconcileRequest(parsed.GetValue(invoice)!, parsed.GetValue(target)!, parsed.GetValue(from)!, parsed.GetValue(to)!, parsed.GetValue(isDry));
            var reply = await new Reconcile(workspace).RunAsync(request, cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.ReconcileReply, output => ModelsText.DrawReconciled(output, reply));
            return Shell.Done;
        }));
        return command;
    }
}
