using Groundwork.Documents;
using Groundwork.Search;

namespace Groundwork.Knowledge.Generations;

/// <summary>Writes the index of one generation of a collection.</summary>
internal sealed class GenerationWriter : IDisposable
{
    private static readonly WholeChunker s_whole = new();

    private readonly IChunker _chunker;
    private readonly IndexWriter _index;
    private readonly HashSet<ChunkId> _unsettled = [];
    private ChunkRecord[] _prepared = [];
    private IReadOnlyList<ReadOnlyMemory<float>>? _vectors;
    private bool _hasRemoved;

    /// <param name="generation">The generation.</param>
    /// <param name="chunker">Cuts as its plan says.</param>
    /// <param name="index">Its index; the caller owns it.</param>
    /// <param name="vectors">Its vectors; null for words alone.</param>
    /// <param name="canWrite">False when its vectors cannot be made now: it can only lose documents.</param>
    public GenerationWriter(Generation generation, IChunker chunker, SearchIndex index, IChunkVectors? vectors, bool canWrite)
    {
        (Generation, _chunker, Vectors, CanWrite) = (generation, chunker, vectors, canWrite);
        _index = index.OpenWriter();
    }

    public Generation Generation { get; }

    public IChunkVectors? Vectors { get; }

    public bool CanWrite { get; }

    public int Unsettled => _unsettled.Count;

    public bool SharesChunksWith(GenerationWriter other) => string.Equals(Generation.Chunking, other.Generation.Chunking, StringComparison.Ordinal);

    /// <summary>Cuts a document. One whose vector was given with it stays whole: the vector stands for all of it.</summary>
    public IReadOnlyList<Chunk> Cut(Document document) => Cut(_chunker, document);

    public static IReadOnlyList<Chunk> Cut(IChunker chunker, Document document) => (document.Source.Vector is null ? chunker : s_whole).Split(document).Chunks;

    /// <summary>Makes the vectors of chunks that are about to be stored.</summary>
    public async ValueTask PrepareAsync(ChunkRecord[] records, CancellationToken cancellationToken)
    {
        _vectors = Vectors is null ? null : await Vectors.OfAsync(records, cancellationToken);
        _prepared = records;
    }

    /// <summary>Adds what was prepared, once it is stored.</summary>
    public void AddPrepared()
    {
        for (var i = 0; i < _prepared.Length; i++)
        {
            _index.Upsert(PassageFields.Entry(_prepared[i], _vectors?[i] ?? default));
            _unsettled.Add(_prepared[i].Chunk.Id);
        }

        (_prepared, _vectors) = ([], null);
    }

    public void Remove(IReadOnlyList<ChunkId> removed)
    {
        foreach (var chunk in removed)
        {
            _index.Delete(new EntryKey(chunk.Value));
            _unsettled.Add(chunk);
            _hasRemoved = true;
        }
    }

    public async ValueTask<long> CommitAsync(DocumentStore documents, CancellationToken cancellationToken)
    {
        var commit = _hasRemoved ? _index.Purge(cancellationToken) : _index.Commit(cancellationToken);
        await documents.SettleAsync(Generation.Number, _unsettled, commit, cancellationToken);
        _unsettled.Clear();
        _hasRemoved = false;
        return commit;
    }

    public void Settle(CancellationToken cancellationToken) => _index.Settle(cancellationToken);

    /// <summary>Settles what an interrupted writer left.</summary>
    /// <returns>False when chunks are missing whose vectors cannot be made now; nothing is settled then.</returns>
    public async ValueTask<bool> RecoverAsync(DocumentStore documents, CancellationToken cancellationToken)
    {
        const int BatchChunks = 256;
        var pending = await documents.PendingAsync(Generation.Number, cancellationToken);
        if (pending.Count == 0) return true;
        var existing = await documents.ChunksAsync(pending, Generation.Chunking, cancellationToken);
        if (existing.Count > 0 && !CanWrite) return false;
        Remove([.. pending.Where(id => !existing.ContainsKey(id.Value))]);
        foreach (var batch in existing.Values.Chunk(BatchChunks))
        {
            await PrepareAsync(batch, cancellationToken);
            AddPrepared();
        }

        // An interrupted commit may have left its entries behind; replacing them counts as removing.
        _hasRemoved = true;
        await CommitAsync(documents, cancellationToken);
        return true;
    }

    public void Dispose() => _index.Dispose();
}
