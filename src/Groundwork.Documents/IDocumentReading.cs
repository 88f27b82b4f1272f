namespace Groundwork.Documents;

/// <summary>A place where documents are read, one deadline for each. Safe for concurrent use.</summary>
public interface IDocumentReading : IAsyncDisposable
{
    /// <summary>Reads one document with the reader of its media type.</summary>
    /// <param name="source">What is known about it.</param>
    /// <param name="content">Its bytes, unchanged until the call ends.</param>
    /// <param name="cancellationToken">Leaves as a cancellation, within a second, also in the middle of a document.</param>
    /// <exception cref="DocumentUnreadableException">The source cannot become a document, or not before the deadline (<see cref="UnreadableReason.TimedOut"/>).</exception>
    /// <exception cref="ReaderEndedException">Reading ended the process that did it. Another try may succeed.</exception>
    /// <exception cref="ReadingPlaceException">There is no place to read anything; the document has nothing to do with it.</exception>
    ValueTask<Document> ReadAsync(SourceInfo source, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Gives back what is held for later documents, like idle processes and their memory.</summary>
    ValueTask RestAsync();
}
