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
        var queries = new Option<string?>("--queries") { Description = "JSONL file with {\"id\"|\"_id\",\"text\"} per line.", HelpName = "FILE" };
        var qrels = new Option<string?>("--qrels") { Description = "Judgements: question 0 document grade per line, as trec_eval reads them.", HelpName = "FILE" };
        var steps = new Option<string?>("--steps") { Description = "Steps to decide on; left out, all that need no model. Others stay as they are.", HelpName = "STEP,…" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only measure." };
        var reset = new Option<bool>("--reset") { Description = "Go back to the default steps; nothing is measured." };
        var command = new Command("tune", """
            Let a collection's own questions decide which steps are taken between a question and its passages.

            One half of the questions chooses: a default step goes where it loses, any other comes where it gains, and chance explains either in less than one of twenty cases. The other half checks the choice; where it does not gain there too, nothing changes.
            """) { queries, qrels, steps, dryRun, reset };
        command.Validators.Add(result =>
        {
            var isMeasured = result.GetValue(queries) is not null && result.GetValue(qrels) is not null;
            if (result.GetValue(reset) ? result.GetValue(queries) is not null || result.GetValue(qrels) is not null || result.GetValue(steps) is not null || result.GetValue(dryRun) : !isMeasured)
                result.AddError("Give --queries and --qrels, or --reset alone.");
        });
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            if (parsed.GetValue(reset))
            {
                var back = await new TuneCollection(workspace).ResetAsync(parsed.GetValue(shell.Collection)!, cancellationToken);
                shell.Reply(parsed, back, GroundworkJson.Readable.TuneResetReply, output => output.WriteLine($"Taken from now on: {string.Join(", ", back.Taken)}"));
                return Shell.Done;
            }

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
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reply.Questions} questions; nDCG@10 of the half that chooses: {reply.Ndcg:F3}"));
        foreach (var step in reply.Steps)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {step.Step,-12} {step.Gain:+0.0000;-0.0000}  {step.Better} better, {step.Worse} worse, by chance {step.Chance:F3}"));
        if (reply.Check is { } check)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The choice on the other half: {check.Ndcg:F3} {check.Gain:+0.0000;-0.0000}  {check.Better} better, {check.Worse} worse, by chance {check.Chance:F3}{(check.Passed ? "" : "; it does not gain, so nothing changes")}"));
        output.WriteLine($"{(reply.Kept ? "Taken from now on" : "Would be taken")}: {string.Join(", ", reply.Taken)}");
    }
}
