using System.Runtime.InteropServices;
using Groundwork.Documents.Canonical;
using Groundwork.Documents.Processes;

namespace Groundwork.Documents;

/// <summary>
/// Reads in this very process. Readers that watch their token keep the deadline; a document that ends its process ends this one, so this
/// is for trusted sources, for tests, and for what runs inside a worker.
/// </summary>
/// <param name="readers">Readers by media type.</param>
/// <param name="deadline">Longest time for one document.</param>
/// <param name="time">Clock for the deadline.</param>
public sealed class InProcessReading(ReaderSet readers, TimeSpan deadline, TimeProvider time) : IDocumentReading
{
    /// <inheritdoc />
    public async ValueTask<Document> ReadAsync(SourceInfo source, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var reader = readers.ReaderFor(source.MediaType) ?? throw readers.Unsupported(source);
        using var late = new CancellationTokenSource(deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var stream = Open(content);
            var document = await reader.ReadAsync(stream, source, either.Token);
            DocumentInvariants.Check(document);
            return document;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw ReadingDeadline.Passed(source, deadline);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or DocumentUnreadableException or OutOfMemoryException))
        {
            // A reader meets every file there is; one that it did not foresee is a problem of that file.
            throw new DocumentUnreadableException(
                UnreadableReason.Damaged, $"The reader of {source.MediaType} failed on \"{source.Path}\" ({failure.GetType().Name}: {failure.Message}). The file is probably damaged; if it opens elsewhere, report it.", failure);
        }
    }

    /// <inheritdoc />
    public ValueTask RestAsync() => ValueTask.CompletedTask;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static MemoryStream Open(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false, publiclyVisible: true) : new MemoryStream(content.ToArray(), writable: false);
}
