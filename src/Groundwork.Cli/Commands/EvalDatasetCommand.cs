using System.CommandLine;
using System.Globalization;
using Groundwork.Cli.Terminal;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork eval dataset …</c></summary>
internal static class EvalDatasetCommand
{
    public static Command Create(Shell shell) => new("dataset", "Read in, draft, edit, check and take along datasets. A version is never changed: every edit makes the next one.")
    {
        Import(shell), List(shell), Show(shell), Draft(shell), Asked(shell), Edit(shell), Check(shell), Export(shell), Delete(shell),
    };

    private static Argument<string> Name => new("DATASET") { Description = "Name of the dataset; NAME@3 for its third version." };

    private static Command Import(Shell shell)
    {
        var name = new Argument<string>("DATASET") { Description = "Name of the dataset." };
        var paths = new Argument<string[]>("PATH") { Description = "Files or folders of samples.", Arity = ArgumentArity.OneOrMore };
        var format = new Option<string>("--format") { Description = "auto, samples, questions, csv, beir, trec, squad or promptfoo.", HelpName = "FORMAT", DefaultValueFactory = _ => "auto" };
        var qrels = new Option<string?>("--qrels") { Description = "Judgements, as trec_eval reads them.", HelpName = "FILE" };
        var cluster = new Option<string?>("--cluster") { Description = "Tag that says what samples share, like a document: intervals are drawn over whole clusters.", HelpName = "TAG" };
        var append = new Option<bool>("--append") { Description = "Add to the newest version." };
        var command = new Command("import", "Read files into a new version of a dataset. Nothing is stored unless everything can be read.") { name, paths, format, qrels, cluster, append };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var request = new ImportDatasetRequest(parsed.GetValue(name)!, parsed.GetValue(paths)!)
            {
                Format = parsed.GetValue(format)!, Qrels = parsed.GetValue(qrels), Cluster = parsed.GetValue(cluster), Append = parsed.GetValue(append),
            };
            Reply(shell, parsed, await new ManageDatasets(workspace).ImportAsync(request, cancellationToken));
            return Shell.Done;
        }));
        return command;
    }

    private static Command List(Shell shell)
    {
        var name = new Argument<string?>("DATASET") { Description = "Show the versions of this one.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("list", "List the datasets, or the versions of one.") { name };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var datasets = new ManageDatasets(workspace);
            var reply = parsed.GetValue(name) is { } one ? await datasets.VersionsAsync(one, cancellationToken) : await datasets.ListAsync(cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.DatasetsReply, output => EvalText.Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }

    private static Command Show(Shell shell)
    {
        var name = Name;
        var skip = new Option<int>("--skip") { Description = "Samples to leave out first.", HelpName = "N" };
        var limit = new Option<int>("--limit") { Description = "Most samples.", HelpName = "N", DefaultValueFactory = _ => 20 };
        var command = new Command("show", "Show samples of a dataset.") { name, skip, limit };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new ManageDatasets(workspace).ShowAsync(parsed.GetValue(name)!, parsed.GetValue(skip), parsed.GetValue(limit), cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.DatasetSamplesReply, output => EvalText.Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }

    private static Command Draft(Shell shell)
    {
        var name = new Argument<string>("DATASET") { Description = "Name of the dataset." };
        var count = new Option<int>("--count") { Description = "Most questions.", HelpName = "N", DefaultValueFactory = _ => 100 };
        var seed = new Option<long>("--seed") { Description = "Decides every choice.", HelpName = "N" };
        var model = new Option<string?>("--model") { Description = "Route of a model that writes them; left out, templates do.", HelpName = "ROUTE" };
        var command = new Command("draft", "Draft questions from the documents of --collection. They stay drafts until a person accepts them.") { name, count, seed, model };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var request = new DraftDatasetRequest(parsed.GetValue(name)!, parsed.GetValue(shell.Collection)!) { Count = parsed.GetValue(count), Seed = parsed.GetValue(seed), Model = parsed.GetValue(model) };
            Reply(shell, parsed, await new ManageDatasets(workspace).DraftAsync(request, cancellationToken));
            return Shell.Done;
        }));
        return command;
    }

    private static Command Asked(Shell shell)
    {
        var name = new Argument<string>("DATASET") { Description = "Name of the dataset." };
        var by = new Option<string>("--by") { Description = "feedback (disliked answers), confidence (least sure ones) or random.", HelpName = "WHAT", DefaultValueFactory = _ => "random" };
        var count = new Option<int>("--count") { Description = "Most questions.", HelpName = "N", DefaultValueFactory = _ => 100 };
        var seed = new Option<long>("--seed") { Description = "Decides the draw.", HelpName = "N" };
        var since = new Option<string?>("--since") { Description = "Only questions of this day of UTC and later, like 2026-01-31.", HelpName = "DAY" };
        var command = new Command("asked", "Take questions that were really asked of --collection, as drafts.") { name, by, since, count, seed };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var request = new SampleAnswersRequest(parsed.GetValue(name)!, parsed.GetValue(shell.Collection)!) { By = parsed.GetValue(by)!, Since = parsed.GetValue(since), Count = parsed.GetValue(count), Seed = parsed.GetValue(seed) };
            Reply(shell, parsed, await new ManageDatasets(workspace).FromAnswersAsync(request, cancellationToken));
            return Shell.Done;
        }));
        return command;
    }

    private static Command Edit(Shell shell)
    {
        var name = new Argument<string>("DATASET") { Description = "Name of the dataset." };
        var ids = new Option<string[]>("--id") { Description = "Only this sample; repeat for several. Left out, all.", HelpName = "ID" };
        var accept = new Option<bool>("--accept") { Description = "Make drafts count." };
        var remove = new Option<bool>("--remove") { Description = "Leave the samples of --id out." };
        var tags = new Option<string[]>("--tag") { Description = "Set a tag; NAME= takes it away.", HelpName = "NAME=VALUE" };
        var split = new Option<string?>("--split") { Description = "Put the samples in this split.", HelpName = "NAME" };
        var draw = new Option<string[]>("--draw") { Description = "Draw splits by shares, like test=0.2; repeat. Clusters never come apart.", HelpName = "NAME=SHARE" };
        var stratum = new Option<string?>("--stratum") { Description = "Draw alike within each value of this tag.", HelpName = "TAG" };
        var seed = new Option<long>("--seed") { Description = "Decides the draw.", HelpName = "N" };
        var command = new Command("edit", "Accept, remove, tag or split samples: the next version of a dataset.") { name, ids, accept, remove, tags, split, draw, stratum, seed };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var request = new EditDatasetRequest(parsed.GetValue(name)!)
            {
                Ids = Named(parsed.GetValue(ids)), Accept = parsed.GetValue(accept), Remove = parsed.GetValue(remove), Tags = Named(parsed.GetValue(tags)), Split = parsed.GetValue(split),
                Draw = Named(parsed.GetValue(draw)), Stratum = parsed.GetValue(stratum), Seed = parsed.GetValue(seed),
            };
            Reply(shell, parsed, await new ManageDatasets(workspace).EditAsync(request, cancellationToken));
            return Shell.Done;
        }));
        return command;
    }

    private static Command Check(Shell shell)
    {
        var name = Name;
        var command = new Command("check", "Look for samples whose question and answer stand together in a document of --collection.") { name };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new ManageDatasets(workspace).CheckAsync(parsed.GetValue(name)!, parsed.GetValue(shell.Collection)!, cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.LeakageReply, output => EvalText.Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }

    private static Command Export(Shell shell)
    {
        var name = Name;
        var format = new Option<string>("--format") { Description = "samples (JSONL, everything) or csv.", HelpName = "FORMAT", DefaultValueFactory = _ => "samples" };
        var file = new Option<string>("--out") { Description = "File to write.", HelpName = "FILE", Required = true };
        var command = new Command("export", "Write a dataset to a file.") { name, format, file };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            IReadOnlyList<string> lossy = [];
            await EvalFiles.WriteBytesAsync(
                parsed.GetValue(file)!, async target => lossy = await new ManageDatasets(workspace).ExportAsync(parsed.GetValue(name)!, parsed.GetValue(format)!, target, cancellationToken), cancellationToken);
            if (lossy.Count > 0) await shell.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{lossy.Count} samples have more than a table holds, like {lossy[0]}. Write them with --format samples to keep everything."));
            return Shell.Done;
        }));
        return command;
    }

    private static Command Delete(Shell shell)
    {
        var name = new Argument<string>("DATASET") { Description = "Name of the dataset." };
        var force = new Option<bool>("--force") { Description = "Delete its runs too." };
        var command = new Command("delete", "Delete a dataset with all its versions.") { name, force };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var versions = await new ManageDatasets(workspace).DeleteAsync(parsed.GetValue(name)!, parsed.GetValue(force), cancellationToken);
            await shell.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Deleted, {versions} {(versions == 1 ? "version" : "versions")}."));
            return Shell.Done;
        }));
        return command;
    }

    private static string[]? Named(string[]? values) => values is { Length: > 0 } ? values : null;

    private static void Reply(Shell shell, ParseResult parsed, DatasetReply reply) => shell.Reply(parsed, reply, GroundworkJson.Readable.DatasetReply, output => EvalText.Draw(output, reply));
}
