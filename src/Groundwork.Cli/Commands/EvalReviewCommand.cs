using System.CommandLine;
using Groundwork.Cli.Terminal;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork eval review …</c></summary>
internal static class EvalReviewCommand
{
    public static Command Create(Shell shell) => new("review", """
        Let people look at answers of a run, blind to each other and to judges.

        The page /evals/review/QUEUE of "groundwork serve" does the same with a key for each level.
        """) { Making(shell), List(shell), Next(shell), Vote(shell), Skip(shell), Decide(shell), Agreement(shell), Export(shell), Promote(shell) };

    private static Argument<string> Queue => new("QUEUE") { Description = "Name of the queue." };

    private static Argument<string> Item => new("ITEM") { Description = "Id of the item." };

    private static Option<string> Reviewer => new("--reviewer") { Description = "Who looks.", HelpName = "NAME", Required = true };

    private static Option<int> Level => new("--level") { Description = "One of the queue's levels.", HelpName = "N", Required = true };

    private static Option<string> Comment => new("--comment") { Description = "Why.", HelpName = "TEXT", DefaultValueFactory = _ => "" };

    private static Command Making(Shell shell)
    {
        var queue = Queue;
        var run = new Argument<string>("RUN") { Description = "Id of a run, or the baseline it is kept as." };
        var rubric = new Option<string?>("--rubric") { Description = "Ask what a criterion of this rubric asks (docs/formats/rubric.md).", HelpName = "FILE" };
        var criterion = new Option<string?>("--criterion") { Description = "What is labelled; with a rubric, which of its criteria.", HelpName = "NAME" };
        var question = new Option<string?>("--question") { Description = "What reviewers are asked.", HelpName = "TEXT" };
        var levels = new Option<string[]>("--level") { Description = "What they may say, higher is better; repeat. Left out: bad, mixed, good.", HelpName = "N=MEANING" };
        var reviewers = new Option<int>("--reviewers") { Description = "People per item, 1 to 9.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var metric = new Option<string?>("--metric") { Description = "Take answers that are low in this metric.", HelpName = "METRIC" };
        var below = new Option<double>("--below") { Description = "What low is; of a metric of which less is better, what high is.", HelpName = "X", DefaultValueFactory = _ => 0.5 };
        var confidence = new Option<double?>("--confidence-below") { Description = "Take answers that are less sure of themselves.", HelpName = "X" };
        var difference = new Option<int>("--most-difference") { Description = "Take answers on which judges differ by more.", HelpName = "N" };
        var share = new Option<double>("--share") { Description = "Share of the rest that is drawn by chance.", HelpName = "X", DefaultValueFactory = _ => 0.05 };
        var most = new Option<int>("--most") { Description = "Most items.", HelpName = "N", DefaultValueFactory = _ => 200 };
        var seed = new Option<long>("--seed") { Description = "Decides the draw.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var command = new Command("create", "Choose answers of a run by rules, as a new queue or for one that is there.") { queue, run, rubric, criterion, question, levels, reviewers, metric, below, confidence, difference, share, most, seed };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var request = new CreateReviewRequest(parsed.GetValue(queue)!, parsed.GetValue(run)!)
            {
                Rubric = parsed.GetValue(rubric) is { } file ? await File.ReadAllTextAsync(file, cancellationToken) : null,
                Criterion = parsed.GetValue(criterion),
                Question = parsed.GetValue(question),
                Levels = parsed.GetValue(levels) is { Length: > 0 } named ? named : null,
                Reviewers = parsed.GetValue(reviewers),
                Metric = parsed.GetValue(metric),
                Threshold = parsed.GetValue(below),
                ConfidenceBelow = parsed.GetValue(confidence),
                MostDifference = parsed.GetValue(difference),
                Share = parsed.GetValue(share),
                Most = parsed.GetValue(most),
                Seed = parsed.GetValue(seed),
            };
            var reply = await new ManageReviews(workspace).CreateAsync(request, cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.ReviewQueueReply, output => ReviewText.Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }

    private static Command List(Shell shell)
    {
        var command = new Command("list", "List the queues and how far they are.");
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new ManageReviews(workspace).ListAsync(cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.ReviewQueuesReply, output => ReviewText.Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }

    private static Command Next(Shell shell)
    {
        var (queue, reviewer) = (Queue, Reviewer);
        var command = new Command("next", "Show the next item that needs a reviewer.") { queue, reviewer };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new ManageReviews(workspace).NextAsync(parsed.GetValue(queue)!, parsed.GetValue(reviewer)!, cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.NextReviewReply, output => ReviewText.Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }

    private static Command Vote(Shell shell)
    {
        var (queue, item, reviewer, level, comment) = (Queue, Item, Reviewer, Level, Comment);
        var command = new Command("vote", "Vote on an item, or change a vote.") { queue, item, reviewer, level, comment };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var vote = new VoteRequest(parsed.GetValue(item)!, parsed.GetValue(reviewer)!, parsed.GetValue(level), parsed.GetValue(comment)!);
            Reply(shell, parsed, await new ManageReviews(workspace).VoteAsync(parsed.GetValue(queue)!, vote, cancellationToken));
            return Shell.Done;
        }));
        return command;
    }

    private static Command Skip(Shell shell)
    {
        var (queue, item, reviewer) = (Queue, Item, Reviewer);
        var reason = new Option<string>("--reason") { Description = "Why.", HelpName = "TEXT", Required = true };
        var command = new Command("skip", "Leave an item to others.") { queue, item, reviewer, reason };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var skip = new SkipReviewRequest(parsed.GetValue(item)!, parsed.GetValue(reviewer)!, parsed.GetValue(reason)!);
            Reply(shell, parsed, await new ManageReviews(workspace).SkipAsync(parsed.GetValue(queue)!, skip, cancellationToken));
            return Shell.Done;
        }));
        return command;
    }

    private static Command Decide(Shell shell)
    {
        var (queue, item, reviewer, level, comment) = (Queue, Item, Reviewer, Level, Comment);
        var command = new Command("decide", "Decide an item on which reviewers differ.") { queue, item, reviewer, level, comment };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var decision = new VoteRequest(parsed.GetValue(item)!, parsed.GetValue(reviewer)!, parsed.GetValue(level), parsed.GetValue(comment)!);
            Reply(shell, parsed, await new ManageReviews(workspace).DecideAsync(parsed.GetValue(queue)!, decision, cancellationToken));
            return Shell.Done;
        }));
        return command;
    }

    private static Command Agreement(Shell shell)
    {
        var queue = Queue;
        var command = new Command("agreement", "Show how far people agree with each other, and the judge with them.") { queue };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new ManageReviews(workspace).AgreementAsync(parsed.GetValue(queue)!, cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.AgreementReply, output => ReviewText.Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }

    private static Command Export(Shell shell)
    {
        var queue = Queue;
        var decisions = new Option<bool>("--decisions") { Description = "One label per item, what was agreed or decided. Left out, the first vote of every reviewer." };
        var file = new Option<string>("--out") { Description = "File to write.", HelpName = "FILE", Required = true };
        var command = new Command("export", "Write the labels as a file that judges are certified on (docs/formats/labels.md).") { queue, decisions, file };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var labels = await new ManageReviews(workspace).ExportAsync(parsed.GetValue(queue)!, parsed.GetValue(decisions), cancellationToken);
            await EvalFiles.WriteAsync(parsed.GetValue(file)!, writer => writer.Write(labels), cancellationToken);
            return Shell.Done;
        }));
        return command;
    }

    private static Command Promote(Shell shell)
    {
        var (queue, item) = (Queue, Item);
        var dataset = new Option<string>("--dataset") { Description = "Name of the dataset; a new one is made.", HelpName = "NAME", Required = true };
        var reference = new Option<string?>("--reference") { Description = "A right answer. Left out, the item's own, or the answer itself when it got the best level.", HelpName = "TEXT" };
        var command = new Command("promote", "Make a sample of a dataset out of a decided item.") { queue, item, dataset, reference };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var request = new PromoteReviewRequest(parsed.GetValue(item)!, parsed.GetValue(dataset)!, parsed.GetValue(reference));
            var reply = await new ManageReviews(workspace).PromoteAsync(parsed.GetValue(queue)!, request, cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.DatasetReply, output => EvalText.Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }

    private static void Reply(Shell shell, ParseResult parsed, ReviewItemReply reply) => shell.Reply(parsed, reply, GroundworkJson.Readable.ReviewItemReply, output => ReviewText.Draw(output, reply));
}
