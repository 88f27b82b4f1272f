using Groundwork.Documents;
using Groundwork.Search;

namespace Groundwork.Knowledge;

/// <summary>
/// The one writer of a collection. Documents become durable in the database batch by batch; their chunks become searchable at the
/// next <see cref="CommitAsync"/>. Whatever happens in between is settled by the next writer.
/// </summary>
public sealed class CollectionWriter : IAsyncDisposable
{
    private readonly IChunkVectors? _vectors;
    private readonly IDisposable _held;
    private readonly IndexWriter _index;
    private readonly HashSet<ChunkId> _unsettled = [];
    private bool _hasRemoved;

    internal CollectionWriter(Collection collection, DocumentStore documents, SearchIndex index, IChunkVectors? vectors, IDisposable held)
    {
        Collection = collection;
        Documents = documents;
        _vectors = vectors;
        _held = held;
        _index = index.OpenWriter();
    }

    /// <summary>The collection.</summary>
    public Collection Collection { get; }

    /// <summary>Its sources, documents and chunks.</summary>
    public DocumentStore Documents { get; }

    /// <summary>Chunks that are in the database and not yet searchable.</summary>
    public int Unsettled => _unsettled.Count;

    /// <summary>Stores documents, replacing earlier versions of them.</summary>
    public async ValueTask PutAsync(IReadOnlyList<ReadDocument> documents, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(documents);

        // Of two versions of one document, the later is kept.
        documents = [.. documents.Reverse().DistinctBy(d => d.Document.Id).Reverse()];
        ChunkRecord[] records = [.. documents.SelectMany(d => d.Records())];

        // Vectors first: when the embedder fails, nothing of the batch is stored and the next run starts with it.
        var vectors = _vectors is null ? null : await _vectors.OfAsync(records, cancellationToken);
        Remember(await Documents.PutAsync(documents, cancellationToken));
        for (var i = 0; i < records.Length; i++)
        {
            _index.Upsert(PassageFields.Entry(records[i], vectors?[i] ?? default));
            _unsettled.Add(records[i].Chunk.Id);
        }
    }

    /// <summary>Removes documents.</summary>
    public async ValueTask RemoveAsync(IReadOnlyList<DocumentId> documents, CancellationToken cancellationToken) =>
        Remember(await Documents.RemoveAsync(documents, cancellationToken));

    /// <summary>Makes everything so far searchable. What was removed or replaced is then gone from every file of the index.</summary>
    /// <returns>The commit.</returns>
    public async ValueTask<long> CommitAsync(CancellationToken cancellationToken)
    {
        var commit = _hasRemoved ? _index.Purge(cancellationToken) : _index.Commit(cancellationToken);
        await Documents.SettleAsync(_unsettled, commit, cancellationToken);
        _unsettled.Clear();
        _hasRemoved = false;
        return commit;
    }

    /// <summary>Merges what many commits have left, so that the next search finds few segments. Call it where an ingestion ends.</summary>
    /// <exception cref="IOException">There is no space for it. Nothing is lost.</exception>
    public void Settle(CancellationToken cancellationToken) => _index.Settle(cancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _index.Dispose();
        _held.Dispose();
        return ValueTask.CompletedTask;
    }

    internal async ValueTask RecoverAsync(CancellationToken cancellationToken)
    {
        var pending = await Documents.PendingAsync(cancellationToken);
        if (pending.Count == 0) return;
        var existing = await Documents.ChunksAsync(pending, cancellationToken);
        Remember([.. pending.Where(id => !existing.ContainsKey(id.Value))]);
        foreach (var batch in existing.Values.Chunk(256))
        {
            var vectors = _vectors is null ? null : await _vectors.OfAsync(batch, cancellationToken);
            for (var i = 0; i < batch.Length; i++)
            {
                _index.Upsert(PassageFields.Entry(batch[i], vectors?[i] ?? default));
                _unsettled.Add(batch[i].Chunk.Id);
            }
        }

        // An interrupted commit may have left its entries behind; replacing them counts as removing.
        _hasRemoved = true;
        await CommitAsync(cancellationToken);
    }

    private void Remember(IReadOnlyList<ChunkId> removed)
    {
        foreach (var chunk in removed)
        {
            _index.Delete(new EntryKey(chunk.Value));
            _unsettled.Add(chunk);
            _hasRemoved = true;
        }
    }
}
