using System.CommandLine;
using Groundwork.Cli.Terminal;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork verify</c></summary>
internal static class VerifyCommand
{
    public static Command Create(Shell shell)
    {
        var command = new Command("verify", "Re-check every stored invariant: pages, hashes, slices, and that index and database agree. Exits 1 with what is broken.");
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
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
}
