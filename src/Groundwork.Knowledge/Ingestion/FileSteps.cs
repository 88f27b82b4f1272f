using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Groundwork.Documents;
using Groundwork.Language;
using Groundwork.Sources;
using Groundwork.Storage;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>The steps of one file: its documents, one at a time, and its end.</summary>
internal sealed class FileSteps(DocumentStore documents, Dictionary<string, KnownFile> catalog, DocumentIds ids, ReaderSet readers, string reading)
{
    /// <summary>The steps. The last is <see cref="ReadWork.FileDone"/> or <see cref="ReadWork.FileLater"/>.</summary>
    public async IAsyncEnumerable<ReadWork> OfAsync(SourceItem.Present item, LeasedJob job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (job.Attempts > 1) ids.Forget(item.Path);
        var steps = OpenedAsync(item, job, cancellationToken).GetAsyncEnumerator(cancellationToken);
        Exception? failure = null;
        await using (steps)
        {
            while (true)
            {
                try
                {
                    if (!await steps.MoveNextAsync()) break;
                }
                catch (Exception problem) when (SourceProblems.IsOne(problem))
                {
                    failure = problem;
                    break;
                }

                yield return steps.Current;
            }
        }

        if (failure is null) yield break;
        await ids.KeepAsync(item.Path, catalog.GetValueOrDefault(item.Path), cancellationToken);
        if (SourceProblems.IsTransient(failure))
        {
            yield return new ReadWork.FileLater(item, job, SourceProblems.Of(failure));
            yield break;
        }

        yield return new ReadWork.Broken(item.Path, string.Empty, SourceProblems.Of(failure));
        yield return new ReadWork.FileDone(item, job, null, item.Bytes ?? 0);
    }

    private async IAsyncEnumerable<ReadWork> OpenedAsync(SourceItem.Present item, LeasedJob job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var content = await item.OpenAsync(cancellationToken);
        var head = new byte[MediaTypes.SniffedBytes];
        var read = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        Array.Resize(ref head, read);
        var mediaType = item.MediaType ?? MediaTypes.Of(item.Name, head);
        var steps = readers.ContainerFor(mediaType) is not null ? PartsAsync(item, job, head, content, mediaType, cancellationToken)
            : readers.ReaderFor(mediaType) is not null ? WholeAsync(item, job, head, content, mediaType, cancellationToken)
            : ForeignAsync(item, job, head, content, mediaType, cancellationToken);
        await foreach (var step in steps) yield return step;
    }

    private async IAsyncEnumerable<ReadWork> ForeignAsync(
        SourceItem.Present item, LeasedJob job, byte[] head, Stream content, string mediaType, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await ids.KeepAsync(item.Path, catalog.GetValueOrDefault(item.Path), cancellationToken);
        await using var whole = await WholeContent.SeekableAsync(head, content, cancellationToken);
        var hash = await ContentHash.OfAsync(whole, cancellationToken);
        yield return new ReadWork.Broken(item.Path, string.Empty, readers.Unsupported(InfoOf(item, new DocumentId(item.Name), mediaType)));
        yield return new ReadWork.FileDone(item, job, hash, item.Bytes ?? whole.Length);
    }

    private async IAsyncEnumerable<ReadWork> WholeAsync(
        SourceItem.Present item, LeasedJob job, byte[] head, Stream content, string mediaType, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = catalog.GetValueOrDefault(item.Path);
        var bytes = await WholeContent.ReadAsync(item, head, content, readers.Limits.MaxBytes, cancellationToken);
        if (bytes is null)
        {
            await ids.KeepAsync(item.Path, known, cancellationToken);
            yield return new ReadWork.Broken(item.Path, string.Empty, new DocumentUnreadableException(
                UnreadableReason.TooLarge,
                FormattableString.Invariant($"The file has {item.Bytes ?? readers.Limits.MaxBytes + 1} bytes or more; the limit for one document is {readers.Limits.MaxBytes}. Split it, or raise the limit with the setting \"reading.maxBytes\".")));
            yield return new ReadWork.FileDone(item, job, null, item.Bytes ?? 0);
            yield break;
        }

        var hash = ContentHash.Of(bytes);
        var id = known?.OnlyDocument ?? await ids.NewAsync(item, cancellationToken);
        ids.TryAdd(id, item.Path);
        yield return new ReadWork.Source(InfoOf(item, id, mediaType), bytes, hash, known?.OnlyDocument is not null || await ids.StoredAsync(id, cancellationToken) is not null, IsPart: false);
        yield return new ReadWork.FileDone(item, job, hash, bytes.Length, MayLeaveDocuments: known?.Documents > 1 || !ids.HasSeenIn(item.Path, id));
    }

    private async IAsyncEnumerable<ReadWork> PartsAsync(
        SourceItem.Present item, LeasedJob job, byte[] head, Stream content, string mediaType, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = catalog.GetValueOrDefault(item.Path);
        var here = known is null or { Documents: 0 } ? [] : (await documents.FromPathAsync(item.Path, cancellationToken)).ToDictionary(d => d.Id);
        await using var whole = await WholeContent.SeekableAsync(head, content, cancellationToken);
        var hash = await ContentHash.OfAsync(whole, cancellationToken);
        var bytes = whole.Length;
        whole.Position = 0;
        var parts = readers.OpenAsync(whole, InfoOf(item, new DocumentId(item.Name), mediaType), cancellationToken).GetAsyncEnumerator(cancellationToken);
        DocumentUnreadableException? end = null;
        await using (parts)
        {
            while (true)
            {
                try
                {
                    if (!await parts.MoveNextAsync()) break;
                }
                catch (DocumentUnreadableException problem)
                {
                    end = problem;
                    break;
                }

                yield return await PartAsync(item, parts.Current, here, cancellationToken);
            }
        }

        if (end is null)
        {
            yield return new ReadWork.FileDone(item, job, hash, bytes, MayLeaveDocuments: true);
            yield break;
        }

        // What lies behind the break is not known, so nothing of it is taken for gone.
        await ids.KeepAsync(item.Path, known, cancellationToken);
        yield return new ReadWork.Broken(item.Path, string.Empty, end);
        yield return new ReadWork.FileDone(item, job, hash, bytes);
    }

    private async ValueTask<ReadWork> PartAsync(SourceItem.Present item, ContainedPart part, Dictionary<DocumentId, StoredDocument> here, CancellationToken cancellationToken)
    {
        if (part is ContainedPart.Broken broken) return new ReadWork.Broken(item.Path, broken.Place, broken.Problem);
        var (source, content) = (ContainedPart.Readable)part;
        var stored = here.GetValueOrDefault(source.Id) ?? await ids.StoredAsync(source.Id, cancellationToken);
        if (!ids.TryAdd(source.Id, item.Path))
            return new ReadWork.Broken(item.Path, FormattableString.Invariant($"line {source.FirstLine}"), new DocumentUnreadableException(
                UnreadableReason.DuplicateId, $"The id \"{source.Id}\" was already read from another file in this run; the first one is kept. Give each document its own id."));
        var partHash = PartHash(source, content);
        var isUnchanged = stored is not null && stored.Hash == partHash && string.Equals(stored.Reading, reading, StringComparison.Ordinal) && string.Equals(stored.Path, item.Path, StringComparison.Ordinal);
        return isUnchanged ? new ReadWork.Unchanged() : new ReadWork.Source(source, content, partHash, IsKnown: stored is not null, IsPart: true);
    }

    private static SourceInfo InfoOf(SourceItem.Present item, DocumentId id, string mediaType) => new(
        id, item.Path, mediaType,
        Metadata: item.Values.Count == 0 ? null : item.Values.ToDictionary(v => v.Key, MetadataValue (v) => new MetadataValue.Keywords([v.Value]), StringComparer.Ordinal));

    // Title, language, metadata and vector travel outside the content and decide what is stored, so they belong to the hash.
    private static ContentHash PartHash(SourceInfo source, ReadOnlyMemory<byte> content) =>
        ContentHash.OfText(string.Join('\n', ContentHash.Of(content.Span).Hex, source.Title, source.Language?.Code, source.MediaType, Storing.StructureText.OfMetadata(source.Metadata))
            + (source.Vector is { } vector ? "\n" + (vector.Problem ?? ContentHash.Of(MemoryMarshal.AsBytes(vector.Values.Span)).Hex) : ""));
}
