using Groundwork.Documents;
using Groundwork.Knowledge.Generations;
using Groundwork.Language;

namespace Groundwork.Knowledge;

/// <summary>
/// The one writer of a collection. Documents become durable in the database batch by batch; their chunks become searchable at the
/// next <see cref="CommitAsync"/>, in every generation that is kept. Whatever happens in between is settled by the next writer.
/// </summary>
public sealed class CollectionWriter : IAsyncDisposable
{
    // Each commit of a deletion rewrites segments; so many ids are remembered rather.
    private const int MostRemovedChunks = 200_000;

    private readonly IDisposable _held;
    private readonly GenerationWriter _inUse;
    private readonly Func<Generation, ValueTask> _forget;
    private List<GenerationWriter> _kept;

    /// <param name="collection">The collection, read under the lock.</param>
    /// <param name="documents">Its documents.</param>
    /// <param name="inUse">Writes the generation that questions go to.</param>
    /// <param name="kept">Write those that one can go back to.</param>
    /// <param name="forget">Forgets a generation that can no longer be kept complete.</param>
    /// <param name="held">The lock.</param>
    internal CollectionWriter(
        Collection collection, DocumentStore documents, GenerationWriter inUse, IEnumerable<GenerationWriter> kept, Func<Generation, ValueTask> forget, IDisposable held)
    {
        Collection = collection;
        Documents = documents;
        _inUse = inUse;
        _kept = [.. kept];
        _forget = forget;
        _held = held;
    }

    /// <summary>The collection.</summary>
    public Collection Collection { get; }

    /// <summary>Its sources, documents and chunks.</summary>
    public DocumentStore Documents { get; }

    /// <summary>The vectors of the generation in use; null for words alone.</summary>
    public IChunkVectors? Vectors => _inUse.Vectors;

    /// <summary>Chunks that are in the database and not yet searchable.</summary>
    public int Unsettled => _inUse.Unsettled;

    /// <summary>Generations that were forgotten because they could not be kept complete, in words for people.</summary>
    public IReadOnlyList<string> Notices { get; private set; } = [];

    /// <summary>Cuts a document as the generation in use does. May run beside anything else.</summary>
    public ReadDocument Cut(Document document, ContentHash sourceHash, string reading) =>
        CutForAll(new ReadDocument(document, _inUse.Cut(document), sourceHash, reading));

    /// <summary>Stores documents, replacing earlier versions of them.</summary>
    /// <param name="documents">As <see cref="Cut"/> makes them.</param>
    /// <param name="cancellationToken">Stores nothing of them.</param>
    /// <returns>Those that were not stored because the embedder does not take a text of theirs, with its reason.</returns>
    public async ValueTask<IReadOnlyDictionary<DocumentId, string>> PutAsync(IReadOnlyList<ReadDocument> documents, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(documents);
        await ForgetUnwritableAsync();

        // Of two versions of one document, the later is kept.
        documents = [.. documents.Reverse().DistinctBy(d => d.Document.Id).Reverse().Select(CutForAll)];

        // Vectors first: when the embedder fails, nothing of the batch is stored and the next run starts with it.
        var refused = new Dictionary<DocumentId, string>();
        while (!await PrepareAsync(documents, refused, cancellationToken))
            documents = [.. documents.Where(d => !refused.ContainsKey(d.Document.Id))];
        Remove(await Documents.PutAsync(documents, cancellationToken));
        foreach (var generation in All()) generation.AddPrepared();
        return refused;
    }

    /// <summary>Removes documents.</summary>
    public async ValueTask RemoveAsync(IReadOnlyList<DocumentId> documents, CancellationToken cancellationToken) =>
        Remove(await Documents.RemoveAsync(documents, cancellationToken));

    /// <summary>Deletes documents for good. They are gone from the database now and from the indexes with the next commit.</summary>
    /// <param name="documents">Stored documents.</param>
    /// <param name="files">Files of the data directory that go with them.</param>
    /// <param name="cancellationToken">Deletes nothing.</param>
    /// <returns>What is left to do.</returns>
    public async ValueTask<Deletion> DeleteAsync(IReadOnlyList<StoredDocument> documents, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(documents);
        return await ContinueAsync(await Documents.BeginDeletionAsync([.. documents.Select(d => d.Id)], files, cancellationToken));
    }

    /// <summary>Removes what a deletion that has begun has not removed yet. It cannot be called off any more.</summary>
    /// <returns>The deletion as it stands then: the indexes are clean with the next commit.</returns>
    public async ValueTask<Deletion> ContinueAsync(Deletion deletion)
    {
        while (await Documents.DeleteSomeAsync(deletion, CancellationToken.None) is var (advanced, chunks))
        {
            deletion = advanced;
            Remove(chunks);
            if (Unsettled >= MostRemovedChunks) await CommitAsync(CancellationToken.None);
        }

        return deletion;
    }

    /// <summary>Makes everything so far searchable. What was removed or replaced is then gone from every file of every index.</summary>
    /// <returns>The commit of the generation in use.</returns>
    public async ValueTask<long> CommitAsync(CancellationToken cancellationToken)
    {
        var commit = await _inUse.CommitAsync(Documents, cancellationToken);
        foreach (var generation in _kept) await generation.CommitAsync(Documents, cancellationToken);
        return commit;
    }

    /// <summary>Merges what many commits have left, so that the next search finds few segments. Call it where an ingestion ends.</summary>
    /// <exception cref="IOException">There is no space for it. Nothing is lost.</exception>
    public void Settle(CancellationToken cancellationToken)
    {
        foreach (var generation in All()) generation.Settle(cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        foreach (var generation in All()) generation.Dispose();
        _held.Dispose();
        return ValueTask.CompletedTask;
    }

    internal async ValueTask RecoverAsync(CancellationToken cancellationToken)
    {
        // The one in use can always be written, so only a kept one can be given up here.
        foreach (var generation in All().ToList())
            if (!await generation.RecoverAsync(Documents, cancellationToken)) await ForgetAsync(generation);
    }

    // False when some were refused: without them it is asked again, and what was made before is at hand.
    private async ValueTask<bool> PrepareAsync(IReadOnlyList<ReadDocument> documents, Dictionary<DocumentId, string> refused, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var generation in All())
                await generation.PrepareAsync([.. documents.SelectMany(d => d.Records(generation.Generation.Chunking))], cancellationToken);
            return true;
        }
        catch (DocumentsRefusedException problem)
        {
            foreach (var (document, reason) in problem.Reasons) refused.TryAdd(document, reason);
            return false;
        }
    }

    private ReadDocument CutForAll(ReadDocument read)
    {
        var others = _kept.Where(g => g.CanWrite && !g.SharesChunksWith(_inUse)).ToArray();
        return others.Length == 0 && read.Others.Count == 0 ? read : read with
        {
            Others = [.. others.Select(g => read.Others.FirstOrDefault(s => string.Equals(s.Chunking, g.Generation.Chunking, StringComparison.Ordinal)) ?? new ChunkSet(g.Generation.Chunking, g.Cut(read.Document)))],
        };
    }

    private IEnumerable<GenerationWriter> All() => _kept.Prepend(_inUse);

    private void Remove(IReadOnlyList<ChunkId> removed)
    {
        foreach (var generation in All()) generation.Remove(removed);
    }

    // Deleting needs no embedder, so such a generation is only given up when something new would be missing from it.
    private async ValueTask ForgetUnwritableAsync()
    {
        foreach (var generation in _kept.Where(g => !g.CanWrite).ToList()) await ForgetAsync(generation);
    }

    private async ValueTask ForgetAsync(GenerationWriter generation)
    {
        await _forget(generation.Generation);
        generation.Dispose();
        _kept = [.. _kept.Where(g => !ReferenceEquals(g, generation))];
        Notices = [.. Notices, $"Generation {generation.Generation.Number} of \"{Collection.Name}\" was kept to go back to and is forgotten: it holds {generation.Generation.Embedder}, which is not configured now, so new documents would be missing from it."];
    }
}
