using System.CommandLine;
using System.Globalization;
using Groundwork.Cli.Terminal;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork eval …</c></summary>
internal static class EvalCommand
{
    public static Command Create(Shell shell) => new("eval", """
        Measure a retrieval, answers, a model, a program or a person, and decide by statistics.

        Start here:
          groundwork eval init --collection notes          drafts questions, measures, and writes a gate with a CI example
          groundwork eval dataset import faq questions.jsonl --qrels qrels.tsv
          groundwork eval run faq --subject retrieval:notes
          groundwork eval compare BASELINE RUN
          groundwork eval gate gate.yaml                   exits 0 for pass, 3 for fail, 4 for inconclusive
        """)
    {
        EvalInitCommand.Create(shell), EvalDatasetCommand.Create(shell), EvalJudgeCommand.Create(shell), EvalReviewCommand.Create(shell), EvalDriftCommand.Create(shell), EvalAbCommand.Create(shell),
        Run(shell), List(shell), Report(shell), Compare(shell), Gating(shell), Rescore(shell), Baseline(shell), Observations(shell), Delete(shell), ScorersList(shell), EvalTrecCommand.Create(shell),
    };

    private static Command Run(Shell shell)
    {
        var dataset = new Argument<string>("DATASET") { Description = "Name of a dataset; NAME@3 for its third version." };
        var subject = new Option<string>("--subject", "-s") { Description = $"What is measured: {ManageRuns.Subjects}.", HelpName = "SUBJECT", Required = true };
        var scorers = new Option<string[]>("--scorer") { Description = "How it is scored, like ranking:ndcg@10; repeat for several. \"groundwork eval scorers\" lists them. Left out, what suits the subject.", HelpName = "SCORER" };
        var judge = new Option<string?>("--judge") { Description = "Route of the model that judges entailment. Left out, the lexical and numeric baseline, which says so.", HelpName = "ROUTE" };
        var repeats = new Option<int>("--repeats") { Description = "How often each sample is run.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var seed = new Option<long>("--seed") { Description = "Every draw comes from it.", HelpName = "N" };
        var parallel = new Option<int>("--parallel") { Description = "Samples in work at the same time.", HelpName = "N", DefaultValueFactory = _ => 4 };
        var perMinute = new Option<double?>("--per-minute") { Description = "Most calls in a minute.", HelpName = "N" };
        var dollars = new Option<decimal?>("--max-dollars") { Description = "What the run may cost altogether.", HelpName = "USD" };
        var calls = new Option<int?>("--max-calls") { Description = "Most calls of this start of the run; ask again to go on.", HelpName = "N" };
        var seconds = new Option<double>("--item-seconds") { Description = "How long one sample may take.", HelpName = "S", DefaultValueFactory = _ => 120 };
        var fresh = new Option<bool>("--fresh") { Description = "Measure anew what is already known." };
        var drafts = new Option<bool>("--drafts") { Description = "Take drafts too." };
        var split = new Option<string?>("--split") { Description = "Only samples of this split.", HelpName = "NAME" };
        var tags = new Option<string[]>("--tag") { Description = "Only samples with this tag; repeat for several that must all hold.", HelpName = "NAME=VALUE" };
        var baseline = new Option<string?>("--baseline") { Description = "Keep the run as the baseline of this name.", HelpName = "NAME" };
        var mode = new Option<string>("--mode") { Description = "For collections: hybrid, text or vector.", HelpName = "MODE", DefaultValueFactory = _ => "hybrid" };
        var passages = new Option<int>("--passages") { Description = "For retrievals: passages found for each question.", HelpName = "K", DefaultValueFactory = _ => 100 };
        var steps = new Option<string?>("--steps") { Description = "For collections: steps between question and passages; none for nothing.", HelpName = "STEP,…" };
        var extractive = new Option<bool>("--extractive") { Description = "For answers: no model, even where one is configured." };
        var wrongCost = new Option<double?>("--wrong-cost") { Description = "For answers: cost of a wrong answer relative to a missing one.", HelpName = "COST" };
        var prompt = new Option<string?>("--prompt") { Description = "For routes: file with the prompt; {{input}} and {{variable}} are filled in.", HelpName = "FILE" };
        var html = new Option<string?>("--html") { Description = "Write the report as one HTML file.", HelpName = "FILE" };
        var command = new Command("run", """
            Run a dataset through a subject, score what it did, and report.

            What is measured is kept. Asked again, an interrupted run goes on where it stopped, and a complete one is reported without asking its subject.
            """)
        {
            dataset, subject, scorers, judge, repeats, seed, parallel, perMinute, dollars, calls, seconds, fresh, drafts, split, tags, baseline, mode, passages, steps, extractive, wrongCost, prompt, html,
        };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var request = new RunEvalRequest(parsed.GetValue(dataset)!, parsed.GetValue(subject)!)
            {
                Scorers = parsed.GetValue(scorers) is { Length: > 0 } named ? named : null,
                Judge = parsed.GetValue(judge),
                Repeats = parsed.GetValue(repeats),
                Seed = parsed.GetValue(seed),
                Parallel = parsed.GetValue(parallel),
                PerMinute = parsed.GetValue(perMinute),
                MaxDollars = parsed.GetValue(dollars),
                MaxCalls = parsed.GetValue(calls),
                ItemSeconds = parsed.GetValue(seconds),
                Fresh = parsed.GetValue(fresh),
                Drafts = parsed.GetValue(drafts),
                Split = parsed.GetValue(split),
                Tags = parsed.GetValue(tags),
                Baseline = parsed.GetValue(baseline),
                Mode = parsed.GetValue(mode)!,
                Passages = parsed.GetValue(passages),
                Steps = QueryOptions.Read(parsed.GetValue(steps)),
                Extractive = parsed.GetValue(extractive),
                WrongCost = parsed.GetValue(wrongCost),
                Prompt = parsed.GetValue(prompt) is { } file ? await File.ReadAllTextAsync(file, cancellationToken) : null,
            };
            using var progress = new EvalProgressLine(shell, shell.DrawsProgress(parsed));
            var reply = await new RunEvaluation(workspace).RunAsync(request, Path.GetFullPath("."), progress, cancellationToken);
            progress.Dispose();
            await ShowAsync(shell, parsed, workspace, reply, parsed.GetValue(html), cancellationToken);
            if (reply.StopReason is null) return Shell.Done;
            await shell.Error.WriteLineAsync($"The run stopped: {reply.StopReason} Ask again to go on.");
            return Shell.Failed;
        }));
        return command;
    }

    private static Command List(Shell shell)
    {
        var dataset = new Option<string?>("--dataset") { Description = "Only runs of this dataset.", HelpName = "NAME" };
        var command = new Command("list", "List the runs, those started last first.") { dataset };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new ManageRuns(workspace).ListAsync(parsed.GetValue(dataset), cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.EvalRunsReply, output => EvalText.Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }

    private static Command Report(Shell shell)
    {
        var run = new Argument<string>("RUN") { Description = "Id of a run, or the baseline it is kept as." };
        var html = new Option<string?>("--html") { Description = "Write one HTML file that needs nothing else.", HelpName = "FILE" };
        var csv = new Option<string?>("--csv") { Description = "Write a line for each sample.", HelpName = "FILE" };
        var markdown = new Option<string?>("--markdown") { Description = "Write a summary for a pull request.", HelpName = "FILE" };
        var command = new Command("report", "Report a run from what is stored: every mean with its interval and how many samples it covers.") { run, html, csv, markdown };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new ManageRuns(workspace).ReportAsync(parsed.GetValue(run)!, cancellationToken);
            if (parsed.GetValue(csv) is { } table) await EvalFiles.WriteAsync(table, writer => EvalForms.WriteCsv(reply, writer, cancellationToken), cancellationToken);
            if (parsed.GetValue(markdown) is { } summary) await EvalFiles.WriteAsync(summary, writer => writer.Write(EvalForms.Markdown(reply)), cancellationToken);
            await ShowAsync(shell, parsed, workspace, reply, parsed.GetValue(html), cancellationToken);
            return Shell.Done;
        }));
        return command;
    }

    private static Command Compare(Shell shell)
    {
        var baseline = new Argument<string>("BASELINE") { Description = "Id of the run that is compared with, or the baseline it is kept as." };
        var candidate = new Argument<string>("RUN") { Description = "Id of the run that is compared." };
        var html = new Option<string?>("--html") { Description = "Write one HTML file, the worst regressions first.", HelpName = "FILE" };
        var csv = new Option<string?>("--csv") { Description = "Write a line for each sample that both have.", HelpName = "FILE" };
        var markdown = new Option<string?>("--markdown") { Description = "Write a summary for a pull request.", HelpName = "FILE" };
        var command = new Command("compare", "Compare two runs sample by sample: each difference with its interval, and how likely chance alone makes one as large.") { baseline, candidate, html, csv, markdown };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var runs = new ManageRuns(workspace);
            var reply = await runs.CompareAsync(parsed.GetValue(baseline)!, parsed.GetValue(candidate)!, cancellationToken);
            if (parsed.GetValue(html) is { } page) await EvalFiles.WriteAsync(page, writer => runs.WriteComparisonPageAsync(reply, writer, cancellationToken), cancellationToken);
            if (parsed.GetValue(csv) is { } table) await EvalFiles.WriteAsync(table, writer => EvalForms.WriteCsv(reply, writer, cancellationToken), cancellationToken);
            if (parsed.GetValue(markdown) is { } summary) await EvalFiles.WriteAsync(summary, writer => writer.Write(EvalForms.Markdown(reply)), cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.CompareReply, output => output.Write(EvalForms.Table(reply)));
            return Shell.Done;
        }));
        return command;
    }

    private static Command Gating(Shell shell)
    {
        var file = new Argument<string>("FILE") { Description = "The gate (docs/formats/gate.md)." };
        var run = new Option<string?>("--run") { Description = "Id of the run; left out, the newest complete one of the gate's dataset and subject.", HelpName = "RUN" };
        var junit = new Option<string?>("--junit") { Description = "Write JUnit XML, which build servers show.", HelpName = "FILE" };
        var markdown = new Option<string?>("--markdown") { Description = "Write a summary for a pull request.", HelpName = "FILE" };
        var command = new Command("gate", "Decide on a run by the rules of a file. Exits 0 for pass, 3 for fail, 4 for inconclusive, with the number of samples still needed.") { file, run, junit, markdown };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new DecideGate(workspace).RunAsync(parsed.GetValue(file)!, parsed.GetValue(run), cancellationToken);
            if (parsed.GetValue(junit) is { } xml) await EvalFiles.WriteAsync(xml, writer => EvalForms.WriteJUnit(reply, writer), cancellationToken);
            if (parsed.GetValue(markdown) is { } summary) await EvalFiles.WriteAsync(summary, writer => writer.Write(EvalForms.Markdown(reply)), cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.GateReply, output => output.Write(EvalForms.Table(reply)));
            return reply.ExitCode;
        }));
        return command;
    }

    private static Command Rescore(Shell shell)
    {
        var run = new Argument<string>("RUN") { Description = "Id of a run." };
        var scorers = new Option<string[]>("--scorer") { Description = "A scorer; repeat for several.", HelpName = "SCORER", Required = true };
        var judge = new Option<string?>("--judge") { Description = "Route of the model that judges entailment.", HelpName = "ROUTE" };
        var replace = new Option<bool>("--replace") { Description = "Forget what scorers of the same names said before." };
        var retry = new Option<bool>("--retry-failed") { Description = "Try again what could not be scored." };
        var command = new Command("rescore", "Score stored observations by further or changed scorers. The subject is not asked.") { run, scorers, judge, replace, retry };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var request = new RescoreRequest(parsed.GetValue(run)!, parsed.GetValue(scorers)!) { Judge = parsed.GetValue(judge), Replace = parsed.GetValue(replace), RetryFailed = parsed.GetValue(retry) };
            using var progress = new EvalProgressLine(shell, shell.DrawsProgress(parsed));
            var reply = await new RunEvaluation(workspace).RescoreAsync(request, Path.GetFullPath("."), progress, cancellationToken);
            progress.Dispose();
            await ShowAsync(shell, parsed, workspace, reply, html: null, cancellationToken);
            return Shell.Done;
        }));
        return command;
    }

    private static Command Baseline(Shell shell)
    {
        var run = new Argument<string>("RUN") { Description = "Id of a complete run, or the baseline it is kept as." };
        var name = new Option<string?>("--name") { Description = "Keep it under this name.", HelpName = "NAME" };
        var file = new Option<string?>("--out") { Description = "Write its values as a file for gates, to be reviewed and committed.", HelpName = "FILE" };
        var metrics = new Option<string[]>("--metric") { Description = "Only this metric in the file; repeat for several.", HelpName = "METRIC" };
        var command = new Command("baseline", "Keep a run as what later runs are compared with.") { run, name, file, metrics };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            if (parsed.GetValue(name) is null && parsed.GetValue(file) is null) throw new InvalidRequestException("Say where the baseline is kept: --name NAME, --out FILE, or both.");
            var runs = new ManageRuns(workspace);
            if (parsed.GetValue(name) is { } pinned) await runs.PinAsync(pinned, parsed.GetValue(run)!, cancellationToken);
            if (parsed.GetValue(file) is { } path)
            {
                var chosen = parsed.GetValue(metrics) is { Length: > 0 } named ? named : null;
                await EvalFiles.WriteAsync(path, writer => runs.WriteBaselineAsync(parsed.GetValue(run)!, chosen, writer, cancellationToken), cancellationToken);
            }

            return Shell.Done;
        }));
        return command;
    }

    private static Command Observations(Shell shell)
    {
        var run = new Argument<string>("RUN") { Description = "Id of a run." };
        var file = new Option<string>("--out") { Description = "JSONL file to write.", HelpName = "FILE", Required = true };
        var command = new Command("observations", "Write what was observed, one line each. Another installation scores it with --subject recorded:FILE.") { run, file };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var count = 0;
            await EvalFiles.WriteBytesAsync(parsed.GetValue(file)!, async target => count = await new ManageRuns(workspace).WriteObservationsAsync(parsed.GetValue(run)!, target, cancellationToken), cancellationToken);
            await shell.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} observations."));
            return Shell.Done;
        }));
        return command;
    }

    private static Command Delete(Shell shell)
    {
        var run = new Argument<string>("RUN") { Description = "Id of a run." };
        var command = new Command("delete", "Delete a run with its scores.") { run };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            await new ManageRuns(workspace).DeleteAsync(parsed.GetValue(run)!, cancellationToken);
            return Shell.Done;
        }));
        return command;
    }

    private static Command ScorersList(Shell shell)
    {
        var command = new Command("scorers", "List what can score, how it is written, and what it needs.");
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, _ =>
        {
            var reply = ManageRuns.Scorers;
            shell.Reply(parsed, reply, GroundworkJson.Readable.ScorersReply, output => EvalText.Draw(output, reply));
            return Task.FromResult(Shell.Done);
        }));
        return command;
    }

    private static async Task ShowAsync(Shell shell, ParseResult parsed, Workspace workspace, EvalReply reply, string? html, CancellationToken cancellationToken)
    {
        if (html is not null)
        {
            await EvalFiles.WriteAsync(html, writer => new ManageRuns(workspace).WritePageAsync(reply.Run, writer, cancellationToken), cancellationToken);
            await shell.Error.WriteLineAsync($"Report: {html}");
        }

        shell.Reply(parsed, reply, GroundworkJson.Readable.EvalReply, output => output.Write(EvalForms.Table(reply)));
    }
}
