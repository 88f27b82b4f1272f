using System.Globalization;
using Groundwork.UseCases;

namespace Groundwork.Cli.Terminal;

/// <summary>Reviews as lines of a terminal.</summary>
internal static class ReviewText
{
    private const int ShownPassages = 5;
    private const int ShownCharacters = 400;

    public static void Draw(TextWriter output, ReviewQueuesReply reply)
    {
        if (reply.Queues.Count == 0) output.WriteLine("No queues. Make one with \"groundwork eval review create QUEUE RUN\".");
        foreach (var queue in reply.Queues) Draw(output, queue);
    }

    public static void Draw(TextWriter output, ReviewQueueReply queue)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{queue.Queue}  {queue.Items} items: {queue.Open} open, {queue.Agreed} agreed, {queue.Disputed} disputed, {queue.Adjudicated} decided{(queue.Added is { } added ? $"; {added} new" : "")}"));
    }

    public static void Draw(TextWriter output, NextReviewReply reply)
    {
        if (reply.Next is { } item) Draw(output, item);
        else output.WriteLine("Nothing is left to do.");
    }

    public static void Draw(TextWriter output, ReviewItemReply item)
    {
        output.WriteLine($"{item.Item}  ({(item.Reason is { } reason ? $"{reason}, " : "")}{item.State})");
        output.WriteLine($"  Q  {item.Question}");
        output.WriteLine($"  A  {item.Answer}");
        if (item.Reference is { } reference) output.WriteLine($"  known to be right: {reference}");
        foreach (var passage in item.Passages.Take(ShownPassages)) output.WriteLine($"  –  {Excerpts.Of(passage, ShownCharacters)}");
        if (item.Passages.Count > ShownPassages) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  … and {item.Passages.Count - ShownPassages} more passages"));
        output.WriteLine($"  {item.Asked}");
        foreach (var level in item.Levels) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {level.Value}  {level.Anchor}"));
        if (item.Own is { } own) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  you: {own.Level}"));
        foreach (var vote in item.Others ?? []) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {vote.Reviewer}: {vote.Level}{(vote.Comment.Length > 0 ? $", {vote.Comment}" : "")}"));
        if (item.Verdict is { } verdict) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  judge: {verdict}"));
        if (item.Decided is { } decided) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  decided: {decided}"));
    }

    public static void Draw(TextWriter output, AgreementReply reply)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reply.Items} items with votes"));
        output.WriteLine($"  people with each other, alpha  {Figure(reply.PeopleAlpha)}");
        output.WriteLine($"  the judge with people, alpha   {Figure(reply.JudgeAlpha)}");
        foreach (var pair in reply.People.Concat(reply.Judge))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {pair.First} and {pair.Second}, {pair.Items} items: say the same {Figure(pair.Raw)}, kappa {Figure(pair.Kappa)}"));
    }

    private static string Figure(FigureReply? figure) => figure is null ? "–" : string.Create(CultureInfo.InvariantCulture, $"{figure.Value:0.00} [{figure.Low:0.00}, {figure.High:0.00}]");
}
