using System.Runtime.CompilerServices;
using Groundwork.Documents;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>Waits while memory is short.</summary>
internal static class MemoryPause
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);

    // What somebody else holds may never come back; going on slowly, one document after each such wait, beats standing still.
    private const int MostLooks = 20;

    public static async IAsyncEnumerable<IngestEvent> WaitAsync(
        string shortage, IMemoryProbe memory, IDocumentReading place, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new IngestEvent.Paused(shortage);
        await place.RestAsync();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        for (var look = 0; look < MostLooks && memory.Shortage() is not null; look++) await Task.Delay(s_look, time, cancellationToken);
        yield return new IngestEvent.Resumed();
    }
}
