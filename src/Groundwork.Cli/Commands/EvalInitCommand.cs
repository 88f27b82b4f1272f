using System.CommandLine;
using Groundwork.Cli.Terminal;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork eval init</c></summary>
internal static class EvalInitCommand
{
    public static Command Create(Shell shell)
    {
        var folder = new Option<string>("--dir") { Description = "Folder for the files.", HelpName = "DIR", DefaultValueFactory = _ => "evals" };
        var count = new Option<int>("--count") { Description = "Most questions.", HelpName = "N", DefaultValueFactory = _ => 200 };
        var seed = new Option<long>("--seed") { Description = "Decides every choice.", HelpName = "N" };
        var yes = new Option<bool>("--yes") { Description = "Accept the drafted questions without looking at them." };
        var force = new Option<bool>("--force") { Description = "Write over files that are there." };
        var command = new Command("init", """
            Draft questions from --collection, measure its retrieval and its answers, and write gates with their baselines, a script and an example for GitHub Actions.

            The gates pass right after. Run DIR/check.sh after every change: it exits 0 for pass, 3 for fail and 4 for inconclusive.
            """) { folder, count, seed, yes, force };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var request = new InitEvalRequest(parsed.GetValue(shell.Collection)!, parsed.GetValue(folder)!)
            {
                Accept = parsed.GetValue(yes), Force = parsed.GetValue(force), Count = parsed.GetValue(count), Seed = parsed.GetValue(seed),
            };
            using var progress = new EvalProgressLine(shell, shell.DrawsProgress(parsed));
            var reply = await new InitEvaluation(workspace).RunAsync(request, progress, cancellationToken);
            progress.Dispose();
            shell.Reply(parsed, reply, GroundworkJson.Readable.InitEvalReply, output => MonitoringText.Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }
}
