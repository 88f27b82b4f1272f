using System.CommandLine;
using Groundwork.Cli.Terminal;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork eval ab …</c></summary>
internal static class EvalAbCommand
{
    public static Command Create(Shell shell) => new("ab", "Try two settings of a collection side by side on what is really asked.") { Start(shell), Show(shell), Stop(shell), List(shell) };

    private static Argument<string> Name => new("NAME") { Description = "Name of the experiment." };

    private static Command Start(Shell shell)
    {
        var name = Name;
        var b = new Option<string>("--b") { Description = "What B changes: steps, wrong-cost and mode, like \"steps=spelling,feedback,wrong-cost=1\".", HelpName = "SETTING=VALUE,…", Required = true };
        var share = new Option<double>("--share") { Description = "Share of conversations and single questions that get B.", HelpName = "SHARE", DefaultValueFactory = _ => 0.5 };
        var metric = new Option<string>("--metric") { Description = "What decides: feedback, abstained or confidence.", HelpName = "METRIC", Required = true };
        var command = new Command("start", "Begin to give a share of the questions asked of --collection other settings. A conversation keeps its settings. Requests that choose steps, wrong-cost or mode themselves take no part.") { name, b, share, metric };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var request = new StartExperimentRequest(parsed.GetValue(name)!, parsed.GetValue(shell.Collection)!, parsed.GetValue(b)!, parsed.GetValue(metric)!) { Share = parsed.GetValue(share) };
            Reply(shell, parsed, await new ManageExperiments(workspace).StartAsync(request, cancellationToken));
            return Shell.Done;
        }));
        return command;
    }

    private static Command Show(Shell shell)
    {
        var name = Name;
        var command = new Command("show", "Show where an experiment stands. Look as often as you like: that makes no chance finding likelier.") { name };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            Reply(shell, parsed, await new ManageExperiments(workspace).ShowAsync(parsed.GetValue(name)!, cancellationToken));
            return Shell.Done;
        }));
        return command;
    }

    private static Command Stop(Shell shell)
    {
        var name = Name;
        var keep = new Option<string>("--keep") { Description = "What holds from now on: a, as it was before, or b.", HelpName = "a|b", DefaultValueFactory = _ => "a" };
        var command = new Command("stop", "End an experiment and keep one of its settings. Said again, it changes what is kept.") { name, keep };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            Reply(shell, parsed, await new ManageExperiments(workspace).StopAsync(parsed.GetValue(name)!, parsed.GetValue(keep)!, cancellationToken));
            return Shell.Done;
        }));
        return command;
    }

    private static Command List(Shell shell)
    {
        var command = new Command("list", "List the experiments, the latest first.");
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new ManageExperiments(workspace).ListAsync(cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.ExperimentsReply, output => MonitoringText.Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }

    private static void Reply(Shell shell, ParseResult parsed, ExperimentReply reply) => shell.Reply(parsed, reply, GroundworkJson.Readable.ExperimentReply, output => MonitoringText.Draw(output, reply));
}
