using System.CommandLine;
using Groundwork.Cli.Terminal;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork eval drift</c></summary>
internal static class EvalDriftCommand
{
    public static Command Create(Shell shell)
    {
        var from = new Option<string?>("--from") { Description = "First day of UTC that is looked at, like 2026-01-31. Left out, six days before the last.", HelpName = "DAY" };
        var to = new Option<string?>("--to") { Description = "Last day. Left out, today.", HelpName = "DAY" };
        var referenceFrom = new Option<string?>("--reference-from") { Description = "First day of what was usual. Left out, five times as many days as are looked at.", HelpName = "DAY" };
        var referenceTo = new Option<string?>("--reference-to") { Description = "Last day of what was usual. Left out, the day before the first.", HelpName = "DAY" };
        var seed = new Option<long>("--seed") { Description = "Every draw comes from it.", HelpName = "N" };
        var alert = new Option<bool>("--alert") { Description = "Check as the server does by the section monitoring of settings.json, and send every alarm that holds, also those sent before." };
        var command = new Command("drift", """
            Compare what was asked of --collection and answered lately with what was usual, and show the most typical new questions.

            Something drifted when it is further away than the reference's own days are from each other, and chance does not explain it. Exits 3 when something drifted, 4 with too few answers, else 0.
            """) { from, to, referenceFrom, referenceTo, seed, alert };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var collection = parsed.GetValue(shell.Collection)!;
            if (parsed.GetValue(alert))
            {
                if (new[] { from, to, referenceFrom, referenceTo }.Any(o => parsed.GetValue(o) is not null)) throw new InvalidRequestException("--alert looks at the days that the settings name. Leave the days out.");
                var alarms = await new MonitorAnswers(workspace).CheckAsync(collection, again: true, cancellationToken);
                shell.Reply(parsed, alarms, GroundworkJson.Readable.AlarmsReply, output => MonitoringText.Draw(output, alarms));
                return alarms.Drift.ExitCode;
            }

            var request = new DriftRequest(collection)
            {
                From = parsed.GetValue(from), To = parsed.GetValue(to), ReferenceFrom = parsed.GetValue(referenceFrom), ReferenceTo = parsed.GetValue(referenceTo), Seed = parsed.GetValue(seed),
            };
            var reply = await new MeasureDrift(workspace).RunAsync(request, cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.DriftReply, output => MonitoringText.Draw(output, reply));
            return reply.ExitCode;
        }));
        return command;
    }
}
