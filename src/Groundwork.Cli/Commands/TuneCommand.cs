using System.CommandLine;
using System.Globalization;
using Groundwork.Cli.Terminal;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork tune</c></summary>
internal static class TuneCommand
{
    public static Command Create(Shell shell)
    {
        var queries = new Option<string>("--queries") { Description = "JSONL file with {\"id\"|\"_id\",\"text\"} per line.", HelpName = "FILE", Required = true };
        var qrels = new Option<string>("--qrels") { Description = "Judgements: question 0 document grade per line, as trec_eval reads them.", HelpName = "FILE", Required = true };
        var steps = new Option<string?>("--steps") { Description = "Steps to measure; left out, all that need no model.", HelpName = "STEP,…" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only measure." };
        var command = new Command("tune", """
            Let a collection's own questions decide which steps are taken between a question and its passages.

            Each step is measured alone. One that pays everywhere is switched off where it loses here; any other is switched on where it gains and chance explains that in less than one of twenty cases.
            """) { queries, qrels, steps, dryRun };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            using var counting = new Counting(shell, shell.DrawsProgress(parsed), "questions");
            var request = new TuneRequest(parsed.GetValue(queries)!, parsed.GetValue(qrels)!, parsed.GetValue(shell.Collection)!, QueryOptions.Read(parsed.GetValue(steps)), parsed.GetValue(dryRun));
            var reply = await new TuneCollection(workspace).RunAsync(request, counting, cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.TuneReply, output => Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }

    private static void Draw(TextWriter output, TuneReply reply)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"nDCG@10 of {reply.Questions} questions without any step: {reply.Ndcg:F3}"));
        foreach (var step in reply.Steps)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {step.Step,-12} {step.Gain:+0.0000;-0.0000}  {step.Better} better, {step.Worse} worse, by chance {step.Chance:F3}"));
        output.WriteLine($"{(reply.Kept ? "Taken from now on" : "Would be taken")}: {string.Join(", ", reply.Taken)}");
    }
}
