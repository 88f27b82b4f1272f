using System.Collections.Concurrent;
using System.Text.Json;
using Groundwork.Documents.Processes;

namespace Groundwork.Documents;

/// <summary>The other end of <see cref="ReadingWorkers"/>: reads the documents that it is sent, one after another.</summary>
public static class ReadingWorker
{
    /// <summary>Growth after which what documents have left behind is given back.</summary>
    private const long GrowthBytes = 16L << 20;

    /// <summary>Serves until the other side is gone.</summary>
    /// <param name="input">Where the sources come from.</param>
    /// <param name="output">Where the documents go.</param>
    /// <param name="abandoned">Called, on a thread of its own, when the other side is gone while a document is being read: ends the process.</param>
    /// <param name="cancellationToken">Ends the reading under way.</param>
    public static async Task RunAsync(Stream input, Stream output, Action abandoned, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(abandoned);
        await using var buffered = new BufferedStream(output, 1 << 16);
        var wire = new WireWriter(buffered);
        var from = new WireReader(input);
        if (from.IntOrEnd() != (int)WorkerMessage.Hello) return;
        var readers = new ReaderSet(JsonSerializer.Deserialize(from.Text(), ReadingJson.Default.ReadingLimits)!);
        wire.Int((int)WorkerMessage.Hello);
        wire.Text(readers.Fingerprint);
        wire.Flush();

        // The deadline is kept by the other side, which ends this process.
        await using var reading = new InProcessReading(readers, TimeSpan.FromDays(1), TimeProvider.System);
        using var requests = new BlockingCollection<(SourceInfo Source, byte[] Content)>();
        var listener = new Thread(() => Listen(from, requests, abandoned)) { IsBackground = true, Name = "requests" };
        listener.Start();
        var trimmed = Environment.WorkingSet;
        foreach (var (source, content) in requests.GetConsumingEnumerable(cancellationToken))
        {
            Document? document = null;
            DocumentUnreadableException? problem = null;
            try
            {
                document = await reading.ReadAsync(source, content, cancellationToken);
            }
            catch (DocumentUnreadableException unreadable)
            {
                problem = unreadable;
            }

            catch (OutOfMemoryException)
            {
                problem = new DocumentUnreadableException(
                    UnreadableReason.TooLarge,
                    FormattableString.Invariant($"Reading \"{source.Path}\" needs more than the {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20} MiB of memory that one document may take. Split the file."));
            }

            Reply(wire, document, problem);
            if (Environment.WorkingSet < trimmed + GrowthBytes) continue;

            // The other side is busy with the document now, and a process that stays small need not be replaced.
            document = null;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            trimmed = Environment.WorkingSet;
        }
    }

    private static void Listen(WireReader from, BlockingCollection<(SourceInfo Source, byte[] Content)> requests, Action abandoned)
    {
        try
        {
            while (from.IntOrEnd() == (int)WorkerMessage.Read) requests.Add((DocumentWire.ReadSource(from), from.Bytes()));
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            // Gone in the middle of a message: there is nobody to tell.
        }

        requests.CompleteAdding();
        abandoned();
    }

    private static void Reply(WireWriter wire, Document? document, DocumentUnreadableException? problem)
    {
        wire.Int((int)(document is null ? WorkerMessage.Problem : WorkerMessage.Document));
        wire.Long(Environment.WorkingSet);
        if (document is not null)
        {
            DocumentWire.Write(wire, document);
        }
        else
        {
            wire.Int((int)problem!.Reason);
            wire.Text(problem.Message);
        }

        wire.Flush();
    }
}
