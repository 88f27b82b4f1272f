using System.CommandLine;
using Groundwork.Cli.Terminal;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork reindex</c></summary>
internal static class ReindexCommand
{
    public static Command Create(Shell shell)
    {
        var embedder = new Option<bool>("--embedder") { Description = "Make vectors with the configured embedder, whatever the collection held before." };
        var fitted = new Option<bool>("--fitted") { Description = "Learn from the collection's own texts, whatever it held before." };
        var noVectors = new Option<bool>("--no-vectors") { Description = "Build an index of words alone; nothing is learnt from the collection by itself later." };
        var chunker = new Option<string?>("--chunker") { Description = "Cut the documents in another way, like \"semantic max=300; text/csv=rows\".", HelpName = "PLAN" };
        var dropEarlier = new Option<bool>("--drop-earlier") { Description = "Keep nothing to go back to, also when the chunker or the embedder changes." };
        var command = new Command("reindex", "Build a collection anew from its stored documents, beside the build in use, and switch when it is complete.") { embedder, fitted, noVectors, chunker, dropEarlier };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            using var counting = new Counting(shell, shell.DrawsProgress(parsed), "chunks");
            var reply = await new Reindex(workspace).RunAsync(
                new ReindexRequest(parsed.GetValue(shell.Collection)!, parsed.GetValue(embedder), parsed.GetValue(noVectors), parsed.GetValue(fitted), parsed.GetValue(chunker), parsed.GetValue(dropEarlier)), counting, cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.ReindexReply, output => output.WriteLine($"{reply.Collection}: {reply.Chunks} chunks indexed in {Durations.Of(reply.ElapsedMs)}; build {reply.Generation} is in use{(reply.Kept is { } kept ? FormattableString.Invariant($", build {kept} is kept (groundwork generations rollback)") : "")}."));
            return Shell.Done;
        }));
        return command;
    }
}
