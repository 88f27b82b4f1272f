using System.Runtime.CompilerServices;
using Groundwork.Documents;
using Groundwork.Knowledge.Ingestion;
using Groundwork.Sources;

namespace Groundwork.Knowledge;

/// <summary>Brings a collection level with its sources: reads what is new or changed, removes what is gone, leaves the rest.</summary>
/// <param name="writer">The collection's writer; the caller disposes it.</param>
/// <param name="readers">Readers by media type.</param>
/// <param name="reading">Where documents are read; null for this process. The caller disposes it.</param>
/// <param name="options">How the work is done; null for the defaults.</param>
public sealed class Ingestor(CollectionWriter writer, ReaderSet readers, IDocumentReading? reading = null, IngestOptions? options = null)
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(120);

    /// <summary>How many numbers the first vector has that a record in these files carries; null when none does.</summary>
    /// <exception cref="SourcePathException">A named path does not exist.</exception>
    public static ValueTask<int?> GivenDimensionsAsync(ReaderSet readers, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(readers);
        ArgumentNullException.ThrowIfNull(paths);
        return FirstVector.DimensionsAsync(readers, paths, cancellationToken);
    }

    /// <summary>Ingests files and folders. Cancelling keeps what was stored so far; the next ingestion goes on from there.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="cancellationToken">Leaves as a cancellation, within a second.</param>
    /// <exception cref="SourcePathException">A named path does not exist; nothing has been done then.</exception>
    public IAsyncEnumerable<IngestEvent> IngestAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return IngestAsync(PathSources.Of(paths), cancellationToken);
    }

    /// <summary>Ingests what sources list, and what an interrupted ingestion of the collection left unread.</summary>
    /// <param name="sources">The sources; of a path that several list, the first counts.</param>
    /// <param name="cancellationToken">Leaves as a cancellation, within a second.</param>
    /// <exception cref="SourceException">A source as a whole cannot be listed; nothing has been done then.</exception>
    /// <exception cref="ReadingPlaceException">There is no process to read documents in.</exception>
    public async IAsyncEnumerable<IngestEvent> IngestAsync(IReadOnlyList<ISource> sources, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var place = reading ?? new InProcessReading(readers, s_deadline, writer.Documents.Time);
        using var run = new IngestRun(writer, readers, place, options ?? new IngestOptions());
        await foreach (var happened in run.RunAsync(sources, cancellationToken)) yield return happened;
    }
}
