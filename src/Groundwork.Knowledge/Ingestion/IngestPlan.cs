using System.Security.Cryptography;
using Groundwork.Documents;
using Groundwork.Language;
using Groundwork.Sources;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>Decides for each file what has to be done: hashes decide, never times. Safe for concurrent use.</summary>
/// <param name="documents">Asked only where a crash has left a document without its file.</param>
/// <param name="catalog">What was known when the ingestion began.</param>
/// <param name="readers">Readers by media type.</param>
/// <param name="reading">Fingerprint of readers and chunker.</param>
/// <param name="retriesFailed">Whether what failed is read again.</param>
/// <param name="hashesNew">Whether new files are hashed too, because one of them may be a file that is gone elsewhere.</param>
/// <param name="givenUp">Paths whose reading has ended its process too often.</param>
internal sealed class IngestPlan(
    DocumentStore documents, Dictionary<string, KnownFile> catalog, ReaderSet readers, string reading, bool retriesFailed, bool hashesNew, IReadOnlySet<string> givenUp)
{
    public async Task<PlanStep> DecideAsync(SourceItem.Present item, CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (item.Bytes == 0)
            return new PlanStep.Fail(item, new DocumentUnreadableException(UnreadableReason.Empty, "The file is empty, or no ordinary file. Remove it, or give it content."), null);
        var known = catalog.GetValueOrDefault(item.Path);
        if (known is { Hash: { } last } && item.Version is { } version && string.Equals(version, known.Version, StringComparison.Ordinal) && IsRead(known, last))
            return new PlanStep.Unchanged(item, known, null);
        try
        {
            await using var content = await item.OpenAsync(cancellationToken);
            if (known is { Hash: not null } or { Documents: > 0 }) return await CompareAsync(item, content, known, cancellationToken);
            return await LookAsync(item, content, isKnown: known is not null, cancellationToken);
        }
        catch (Exception failure) when (SourceProblems.IsOne(failure))
        {
            return SourceProblems.IsTransient(failure) ? new PlanStep.Read(item, null) : new PlanStep.Fail(item, SourceProblems.Of(failure), null);
        }
    }

    private async ValueTask<PlanStep> CompareAsync(SourceItem.Present item, Stream content, KnownFile known, CancellationToken cancellationToken)
    {
        var hash = await ContentHash.OfAsync(content, cancellationToken);
        var finished = new FinishedFile(item.Path, hash, item.Version, item.Bytes ?? 0, known.Problems);
        if (IsRead(known, hash)) return new PlanStep.Unchanged(item, known, string.Equals(item.Version, known.Version, StringComparison.Ordinal) ? null : finished);

        // A crash after the document was stored and before its file counted as read: only the file has to be noted.
        if (known is { Hash: null, Documents: 1, Problems.Count: 0 } && known.OnlyHash == hash
            && (await documents.FromPathAsync(item.Path, cancellationToken)) is [var only] && string.Equals(only.Reading, reading, StringComparison.Ordinal))
            return new PlanStep.Unchanged(item, known, finished);
        return GivenUp(item, hash) ?? new PlanStep.Read(item, hash);
    }

    private async ValueTask<PlanStep> LookAsync(SourceItem.Present item, Stream content, bool isKnown, CancellationToken cancellationToken)
    {
        var head = new byte[MediaTypes.SniffedBytes];
        var read = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        var mediaType = item.MediaType ?? MediaTypes.Of(item.Name, head.AsSpan(0, read));
        if (readers.ReaderFor(mediaType) is null && readers.ContainerFor(mediaType) is null && !item.IsNamed && !isKnown)
            return new PlanStep.Skip(item, readers.Unsupported(new SourceInfo(new DocumentId(item.Name), item.Path, mediaType)).Message);
        var isGivenUp = givenUp.Contains(item.Path);
        if (!hashesNew && !isGivenUp) return new PlanStep.Read(item, null);
        var hash = await HashAsync(head.AsMemory(0, read), content, cancellationToken);
        return GivenUp(item, hash) ?? new PlanStep.Read(item, hash);
    }

    private static async ValueTask<ContentHash> HashAsync(ReadOnlyMemory<byte> head, Stream rest, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head.Span);
        var buffer = new byte[1 << 16];
        while (await rest.ReadAsync(buffer, cancellationToken) is var read and > 0) hash.AppendData(buffer.AsSpan(0, read));
        return new ContentHash(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private bool IsRead(KnownFile known, ContentHash hash) => known.IsRead(hash, reading) && !Listing.MustRead(known, retriesFailed);

    // A process that ended could not say of which bytes; those that lie there now are taken for them.
    private PlanStep? GivenUp(SourceItem.Present item, ContentHash hash) => givenUp.Contains(item.Path)
        ? new PlanStep.Fail(item, new DocumentUnreadableException(UnreadableReason.GaveUp, GaveUp.Alone(item.Path)), hash)
        : null;
}
