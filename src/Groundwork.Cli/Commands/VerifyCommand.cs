using System.CommandLine;
using System.Globalization;
using Groundwork.Cli.Terminal;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork verify</c></summary>
internal static class VerifyCommand
{
    public static Command Create(Shell shell)
    {
        var deleted = new Option<string?>("--deleted") { Description = "Look instead for traces of this deleted document in every byte of the data directory.", HelpName = "DOCUMENT" };
        var command = new Command("verify", "Re-check every stored invariant: pages, hashes, slices, and that index and database agree. Exits 1 with what is broken.") { deleted };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            if (parsed.GetValue(deleted) is { } document)
            {
                var scan = await new VerifyDeleted(workspace).RunAsync(parsed.GetValue(shell.Collection)!, document, cancellationToken);
                shell.Reply(parsed, scan, GroundworkJson.Readable.VerifyDeletedReply, output => Draw(output, scan));
                return scan.Ok ? Shell.Done : Shell.Failed;
            }

            var reply = await new Verify(workspace).RunAsync(cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.VerifyReply, output => Draw(output, reply));
            return reply.Ok ? Shell.Done : Shell.Failed;
        }));
        return command;
    }

    private static void Draw(TextWriter output, VerifyReply reply)
    {
        foreach (var problem in reply.Problems) output.WriteLine($"broken  {problem.Collection ?? "database"}: {problem.What}");
        output.WriteLine($"{(reply.Ok ? "All invariants hold" : $"{reply.Problems.Count} invariants are broken")}: {reply.Collections} collections, {reply.Documents} documents, {reply.Chunks} chunks in {Durations.Of(reply.ElapsedMs)}.");
    }

    private static void Draw(TextWriter output, VerifyDeletedReply reply)
    {
        foreach (var trace in reply.Traces) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"found   {trace.What} at byte {trace.Offset} of {trace.File}"));
        output.WriteLine(reply switch
        {
            { IsThere: true } => $"\"{reply.Document}\" exists in {reply.Collection}: it was not deleted, or it was ingested again.",
            { Receipt: null } => $"No document \"{reply.Document}\" was deleted from {reply.Collection} here.",
            { Receipt.CompletedAt: null } => "The deletion has begun and is not complete; another process may be at it.",
            { Ok: true } => $"No trace of \"{reply.Document}\".",
            _ => $"{reply.Traces.Count} traces of \"{reply.Document}\".",
        });
        if (reply.Shared > 0) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"        {reply.Shared} places hold a piece of text that a living document holds too."));
        if (reply.IsNamedElsewhere) output.WriteLine("        A living document is called so or says the id, so the id alone was not looked for.");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"        {reply.Files} files, {reply.Bytes} bytes, {reply.Pieces} pieces of text looked for, in {Durations.Of(reply.ElapsedMs)}."));
    }
}
