using Groundwork.Documents;

namespace Groundwork.Knowledge;

/// <summary>A chunk that was found, by name alone.</summary>
/// <param name="Chunk">The chunk.</param>
/// <param name="Document">Its document.</param>
/// <param name="Score">Higher is better, comparable within one question only.</param>
public readonly record struct FoundChunk(ChunkId Chunk, DocumentId Document, float Score);
