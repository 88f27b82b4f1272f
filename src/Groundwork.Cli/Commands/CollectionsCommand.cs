using System.CommandLine;
using System.Globalization;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork collections</c></summary>
internal static class CollectionsCommand
{
    public static Command Create(Shell shell)
    {
        var command = new Command("collections", "List collections with their counts.");
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new ListCollections(workspace).RunAsync(cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.CollectionsReply, output => Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }

    private static void Draw(TextWriter output, CollectionsReply reply)
    {
        if (reply.Collections.Count == 0) output.WriteLine("No collections yet. Make one with \"groundwork ingest PATH\".");
        else output.WriteLine($"{"name",-24} {"documents",10} {"chunks",10} {"characters",14} {"failed",7}  embedder");
        foreach (var c in reply.Collections)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{c.Name,-24} {c.Documents,10} {c.Chunks,10} {c.Characters,14} {c.Failed,7}  {c.Embedder ?? "-"}"));
    }
}
