using Groundwork.UseCases;
using Spectre.Console;

namespace Groundwork.Cli.Terminal;

/// <summary>Draws a running ingestion on a terminal.</summary>
internal static class IngestProgress
{
    /// <returns>The final reply.</returns>
    public static async Task<IngestReply> ShowAsync(Shell shell, bool isDrawn, IAsyncEnumerable<IngestUpdate> updates, CancellationToken cancellationToken)
    {
        if (!isDrawn) return await LastAsync(updates, _ => { }, cancellationToken);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(shell.Error) });
        return await console.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var task = context.AddTask("Looking for files");
                return LastAsync(updates, update => Draw(task, update), cancellationToken);
            });
    }

    private static void Draw(ProgressTask task, IngestUpdate update)
    {
        if (update is IngestUpdate.Planned planned) task.MaxValue = Math.Max(1, planned.Bytes);
        if (update is IngestUpdate.Learning learning)
        {
            task.MaxValue = Math.Max(1, 2 * learning.Chunks);
            task.Value = learning.ChunksDone + (learning.IsIndexing ? learning.Chunks : 0);
            task.Description = Markup.Escape($"learning {learning.Reason}: {learning.ChunksDone} of {learning.Chunks} chunks {(learning.IsIndexing ? "indexed" : "read")}");
        }

        if (update is not IngestUpdate.Advanced advanced) return;
        task.Value = advanced.BytesDone;
        task.Description = Markup.Escape($"{advanced.FilesDone} files, {advanced.Chunks} chunks  {Short(Path.GetFileName(advanced.Current))}");
    }

    private static string Short(string name) => name.Length <= 32 ? name : $"{name[..15]}…{name[^16..]}";

    private static async Task<IngestReply> LastAsync(IAsyncEnumerable<IngestUpdate> updates, Action<IngestUpdate> show, CancellationToken cancellationToken)
    {
        IngestReply? reply = null;
        await foreach (var update in updates.WithCancellation(cancellationToken))
        {
            show(update);
            if (update is IngestUpdate.Done done) reply = done.Reply;
        }

        return reply ?? throw new InvalidOperationException("The ingestion ended without a reply.");
    }
}
