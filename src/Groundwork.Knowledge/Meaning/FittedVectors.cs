namespace Groundwork.Knowledge.Meaning;

/// <summary>The vectors of a collection that was learnt, for one writing: chunks are folded in, and how well their words were known is added up.</summary>
/// <param name="identity">Whose vectors these are.</param>
/// <param name="read">Gives the embedder; asked when there is something to fold in, so that a broken file hinders nothing else.</param>
internal sealed class FittedVectors(EmbedderIdentity identity, Func<FittedEmbedder> read) : IChunkVectors
{
    private double _known;
    private double _unknown;

    public EmbedderIdentity Identity { get; } = identity;

    /// <summary>Chunks folded in.</summary>
    public long Chunks { get; private set; }

    /// <summary>Share of their weight that lies in terms outside the vocabulary, 0..1.</summary>
    public double UnknownShare => _known + _unknown > 0 ? _unknown / (_known + _unknown) : 0;

    public ValueTask<IReadOnlyList<ReadOnlyMemory<float>>> OfAsync(IReadOnlyList<ChunkRecord> chunks, CancellationToken cancellationToken)
    {
        if (chunks.Count == 0) return ValueTask.FromResult<IReadOnlyList<ReadOnlyMemory<float>>>([]);
        var folded = read().Fold(chunks, cancellationToken);
        foreach (var (_, known, unknown) in folded)
        {
            _known += known;
            _unknown += unknown;
        }

        Chunks += chunks.Count;
        return ValueTask.FromResult<IReadOnlyList<ReadOnlyMemory<float>>>([.. folded.Select(f => f.Vector)]);
    }
}
