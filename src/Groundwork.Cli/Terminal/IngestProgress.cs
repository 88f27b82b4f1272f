using System.Text.Json;
using Groundwork.UseCases;
using Spectre.Console;

namespace Groundwork.Cli.Terminal;

/// <summary>Shows a running ingestion: one line that is drawn again on a terminal, a line now and then elsewhere, JSON Lines for programs.</summary>
internal static class IngestProgress
{
    private static readonly TimeSpan s_betweenLines = TimeSpan.FromSeconds(10);

    /// <summary>Writes everything that happens as JSON Lines on standard output.</summary>
    public static async Task TellAsync(Shell shell, IAsyncEnumerable<IngestUpdate> updates, CancellationToken cancellationToken)
    {
        await foreach (var update in updates.WithCancellation(cancellationToken))
        {
            await shell.Output.WriteLineAsync(JsonSerializer.Serialize(update, GroundworkJson.Readable.IngestUpdate));
            await shell.Output.FlushAsync(cancellationToken);
        }
    }

    /// <param name="shell">Its standard error is written to.</param>
    /// <param name="isDrawn">Whether that is a terminal that may be drawn on.</param>
    /// <param name="isTold">Whether a line now and then is welcome where it is not.</param>
    /// <param name="time">Clock for the lines.</param>
    /// <param name="updates">What happens.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    /// <returns>The final reply.</returns>
    public static async Task<IngestReply> ShowAsync(Shell shell, bool isDrawn, bool isTold, TimeProvider time, IAsyncEnumerable<IngestUpdate> updates, CancellationToken cancellationToken)
    {
        if (!isDrawn) return await LastAsync(updates, isTold ? Lines(shell, time) : _ => { }, cancellationToken);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(shell.Error) });
        return await console.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(context =>
            {
                var task = context.AddTask("Looking for files");
                return LastAsync(updates, update => Draw(console, task, update), cancellationToken);
            });
    }

    private static void Draw(IAnsiConsole console, ProgressTask task, IngestUpdate update)
    {
        switch (update)
        {
            case IngestUpdate.Planned planned:
                task.MaxValue = Math.Max(1, planned.Bytes);
                break;
            case IngestUpdate.Advanced advanced:
                task.Value = advanced.BytesDone;
                task.Description = Markup.Escape(IngestLine.Of(advanced));
                break;
            case IngestUpdate.Failed failed:
                console.MarkupLine(Markup.Escape($"{failed.File.Code}  {failed.File.Path}: {failed.File.Reason}"));
                break;
            case IngestUpdate.Paused paused:
                task.Description = Markup.Escape($"paused: {paused.Reason}");
                break;
            case IngestUpdate.Learning learning:
                task.MaxValue = Math.Max(1, 2 * learning.Chunks);
                task.Value = learning.ChunksDone + (learning.IsIndexing ? learning.Chunks : 0);
                task.Description = Markup.Escape($"learning {learning.Reason}: {learning.ChunksDone} of {learning.Chunks} chunks {(learning.IsIndexing ? "indexed" : "read")}");
                break;
        }
    }

    // A log wants to know that work goes on, not every step of it.
    private static Action<IngestUpdate> Lines(Shell shell, TimeProvider time)
    {
        var last = time.GetTimestamp();
        return update =>
        {
            var line = update switch
            {
                IngestUpdate.Paused paused => $"Paused. {paused.Reason}",
                IngestUpdate.Advanced advanced when time.GetElapsedTime(last) >= s_betweenLines => IngestLine.Of(advanced),
                _ => null,
            };
            if (line is null) return;
            last = time.GetTimestamp();
            shell.Error.WriteLine(line);
        };
    }

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
