using System.CommandLine;
using Groundwork.Cli.Terminal;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork ingest PATH…</c></summary>
internal static class IngestCommand
{
    public static Command Create(Shell shell)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files and folders; a .jsonl file holds one document per line.", Arity = ArgumentArity.OneOrMore };
        var vectors = new Option<string?>("--vectors") { Description = "Keep the vectors that come with JSONL records, under this name (like the model that made them).", HelpName = "NAME" };
        var embedder = new Option<string?>("--embedder") { Description = "none: learn nothing from the collection, words alone; fitted: learn from it again.", HelpName = "KIND" };
        var retry = new Option<bool>("--retry-failed") { Description = "Read what failed before once more, also when it has not changed." };
        var events = new Option<bool>("--events") { Description = "Everything that happens as JSON Lines on standard output; the last line holds the reply." };
        var command = new Command("ingest", """
            Make files and folders searchable: new and changed files are read, unchanged ones cost nothing, gone ones are removed.

            Readable: Markdown, plain text, HTML, PDF (needs poppler-utils), DOCX, and JSONL with {"id","title","text",…} per line.
            A collection of 100 chunks or more learns which of its words belong together, so that searches find by meaning without any model.
            One bad file never stops the rest; it is listed with its reason, and read again when it has changed.
            Stopped at any moment, it goes on from there the next time.
            """) { paths, vectors, embedder, retry, events };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            NativeMemory.KeepSmall();
            var request = new IngestRequest(parsed.GetValue(paths)!, parsed.GetValue(shell.Collection)!, parsed.GetValue(vectors), parsed.GetValue(embedder), parsed.GetValue(retry));
            var updates = new IngestFolder(workspace).RunAsync(request, cancellationToken);
            if (parsed.GetValue(events))
            {
                await IngestProgress.TellAsync(shell, updates, cancellationToken);
                return Shell.Done;
            }

            var reply = await IngestProgress.ShowAsync(shell, shell.DrawsProgress(parsed), !parsed.GetValue(shell.NoProgress) && !parsed.GetValue(shell.Json), workspace.Time, updates, cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.IngestReply, output => Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }

    private static void Draw(TextWriter output, IngestReply reply)
    {
        output.WriteLine($"{reply.Collection}: {reply.Added} added, {reply.Updated} updated,{(reply.Moved > 0 ? $" {reply.Moved} moved," : "")} {reply.Removed} removed, {reply.Unchanged} unchanged; {reply.Chunks} chunks in {Durations.Of(reply.ElapsedMs)}.");
        foreach (var skipped in reply.Skipped) output.WriteLine($"skipped  {skipped.Path}: {skipped.Reason}");
        foreach (var failed in reply.Failed) output.WriteLine($"{failed.Code}   {failed.Path}: {failed.Reason}");
    }
}
