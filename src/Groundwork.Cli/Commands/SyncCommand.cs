using System.CommandLine;
using System.Text.Json;
using Groundwork.Cli.Terminal;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork sync [NAME…]</c></summary>
internal static class SyncCommand
{
    public static Command Create(Shell shell)
    {
        var names = new Argument<string[]>("NAME") { Description = "Sources; none for all of the collection, and for what programs handed over.", Arity = ArgumentArity.ZeroOrMore };
        var dryRun = new Option<bool>("--dry-run") { Description = "Tell what would change and why something is left out; write nothing." };
        var retry = new Option<bool>("--retry-failed") { Description = "Read what failed before once more, also when it has not changed." };
        var maxGone = new Option<int>("--max-gone") { Description = "Most of a source that may be gone, in percent; when more is, nothing of it is changed.", HelpName = "PERCENT", DefaultValueFactory = _ => 50 };
        var allowGone = new Option<bool>("--allow-gone") { Description = "Take away what is gone, however much it is." };
        var watch = new Option<bool>("--watch") { Description = "Go on until stopped: when something in a folder changes, and every so often." };
        var every = new Option<int>("--every") { Description = "With --watch: seconds between two rounds when no folder changes.", HelpName = "SECONDS", DefaultValueFactory = _ => 900 };
        var command = new Command("sync", """
            Bring a collection level with its sources: only what is new or changed is read, what is gone is removed.

            A source that cannot be reached is left as it is, and so is one of which suddenly too much is gone; the others go on, and the exit code is 1.
            """) { names, dryRun, retry, maxGone, allowGone, watch, every };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            NativeMemory.KeepSmall();
            var request = new SyncRequest(parsed.GetValue(shell.Collection)!, parsed.GetValue(names), parsed.GetValue(dryRun), parsed.GetValue(retry), parsed.GetValue(maxGone), parsed.GetValue(allowGone));
            if (parsed.GetValue(watch))
            {
                await new WatchSources(workspace).RunAsync(request, TimeSpan.FromSeconds(parsed.GetValue(every)), async round => Tell(shell, parsed, await RunAsync(shell, parsed, workspace, round, cancellationToken), isLine: true), cancellationToken);
                return Shell.Done;
            }

            var reply = request.DryRun ? await new SyncSources(workspace).CompareAsync(request, cancellationToken) : await RunAsync(shell, parsed, workspace, request, cancellationToken);
            Tell(shell, parsed, reply, isLine: false);
            return reply.IsWhole ? Shell.Done : Shell.Failed;
        }));
        return command;
    }

    private static async Task<SyncReply> RunAsync(Shell shell, ParseResult parsed, Workspace workspace, SyncRequest request, CancellationToken cancellationToken)
    {
        SyncReply? reply = null;
        var updates = new SyncSources(workspace).RunAsync(request, told => reply = told, cancellationToken);
        await IngestProgress.ShowAsync(shell, shell.DrawsProgress(parsed), !parsed.GetValue(shell.NoProgress) && !parsed.GetValue(shell.Json), workspace.Time, updates, cancellationToken);
        return reply!;
    }

    // Rounds of a watch are lines, so that a program can read them one by one.
    private static void Tell(Shell shell, ParseResult parsed, SyncReply reply, bool isLine)
    {
        if (isLine && parsed.GetValue(shell.Json)) shell.Output.WriteLine(JsonSerializer.Serialize(reply, GroundworkJson.Readable.SyncReply));
        else shell.Reply(parsed, reply, GroundworkJson.Readable.SyncReply, output => SourceText.Draw(output, reply));
        shell.Output.Flush();
    }
}
