using System.CommandLine;
using Groundwork.Cli.Terminal;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork eval judge …</c></summary>
internal static class EvalJudgeCommand
{
    public static Command Create(Shell shell) => new("judge", "Compare judges with people before their means are believed.") { Certify(shell), List(shell) };

    private static Command Certify(Shell shell)
    {
        var route = new Argument<string>("ROUTE") { Description = "Route of the judging model; baseline for the entailment without a model." };
        var rubric = new Option<string?>("--rubric") { Description = "What it judges by (docs/formats/rubric.md).", HelpName = "FILE" };
        var entailment = new Option<bool>("--entailment") { Description = "Certify what claims and citations rest on: whether passages support an answer. Labels are 0 and 1." };
        var labels = new Option<string>("--labels") { Description = "What people said (docs/formats/labels.md).", HelpName = "FILE", Required = true };
        var seed = new Option<long>("--seed") { Description = "Decides which labels are held out, and every draw.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var parallel = new Option<int>("--parallel") { Description = "Calls at the same time.", HelpName = "N", DefaultValueFactory = _ => 4 };
        var good = new Option<int?>("--good-from") { Description = "Least level that counts as good.", HelpName = "LEVEL" };
        var command = new Command("certify", """
            Let a judge judge what people labelled, and attack it.

            Agreement stands beside the agreement among people; order, length, repetition and forged verdicts must not move it. Exits 3 when it is not certified.
            """) { route, rubric, entailment, labels, seed, parallel, good };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var request = new CertifyJudgeRequest(parsed.GetValue(route)!, parsed.GetValue(rubric), parsed.GetValue(labels)!)
            {
                Entailment = parsed.GetValue(entailment), Seed = parsed.GetValue(seed), Parallel = parsed.GetValue(parallel), GoodFrom = parsed.GetValue(good),
            };
            var reply = await new CertifyJudge(workspace).RunAsync(request, Path.GetFullPath("."), cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.CertificateReply, output => EvalText.Draw(output, reply));
            return reply.Certified ? Shell.Done : Shell.GateNotPassed;
        }));
        return command;
    }

    private static Command List(Shell shell)
    {
        var command = new Command("list", "List certificates, newest first.");
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new CertifyJudge(workspace).ListAsync(cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.CertificatesReply, output => EvalText.Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }
}
