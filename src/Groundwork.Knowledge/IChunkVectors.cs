using Groundwork.Search;

namespace Groundwork.Knowledge;

/// <summary>Where the vectors of chunks come from.</summary>
public interface IChunkVectors
{
    /// <summary>Whose vectors these are.</summary>
    EmbedderIdentity Identity { get; }

    /// <summary>The vectors of these chunks, in their order; an empty one for a chunk that has none.</summary>
    /// <exception cref="EmbedderMismatchException">A vector cannot be made: no embedder, or another one, is configured.</exception>
    /// <exception cref="VectorRefusedException">The embedder makes no vector that can be indexed; nothing is kept then.</exception>
    /// <exception cref="DocumentsRefusedException">It takes some texts and others not. Asked without those documents, it answers.</exception>
    /// <exception cref="FittedModelDamagedException">What was learnt from the collection cannot be read.</exception>
    ValueTask<IReadOnlyList<ReadOnlyMemory<float>>> OfAsync(IReadOnlyList<ChunkRecord> chunks, CancellationToken cancellationToken);
}
