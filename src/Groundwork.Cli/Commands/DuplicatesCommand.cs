using System.CommandLine;
using System.Globalization;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork duplicates</c></summary>
internal static class DuplicatesCommand
{
    public static Command Create(Shell shell)
    {
        var threshold = new Option<double>("--threshold")
        {
            Description = "Least share of runs of five words that a copy has in common with its original, 0.5..1.", HelpName = "SHARE", DefaultValueFactory = _ => new DuplicatesRequest().Threshold,
        };
        var command = new Command("duplicates", "List the documents of a collection that say the same or nearly the same: the one that was read first, and its copies.") { threshold };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new FindDuplicates(workspace).RunAsync(new DuplicatesRequest(parsed.GetValue(shell.Collection)!, parsed.GetValue(threshold)), cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.DuplicatesReply, output => Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }

    private static void Draw(TextWriter output, DuplicatesReply reply)
    {
        foreach (var group in reply.Groups)
        {
            output.WriteLine($"{group.Original.Document}  {group.Original.Title}");
            foreach (var copy in group.Copies) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {copy.Similarity,5:F2}  {copy.Document}  {copy.Title}"));
        }

        output.WriteLine($"{reply.Groups.Sum(group => group.Copies.Count)} of {reply.Documents} documents in {reply.Collection} repeat another.");
    }
}
