using Groundwork.Documents;

namespace Groundwork.Knowledge;

/// <summary>The chunks of a document under one chunking.</summary>
/// <param name="Chunking">Fingerprint of the chunker, see <see cref="Generation.Chunking"/>.</param>
/// <param name="Chunks">In order.</param>
public sealed record ChunkSet(string Chunking, IReadOnlyList<Chunk> Chunks);
