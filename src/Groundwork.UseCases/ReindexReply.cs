namespace Groundwork.UseCases;

/// <summary>A collection that was built anew.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Generation">Number of the new build.</param>
/// <param name="Chunks">Chunks in it.</param>
/// <param name="Embedder">Whose vectors it holds, or null.</param>
/// <param name="Commit">Its commit.</param>
/// <param name="ElapsedMs">Milliseconds from request to reply.</param>
/// <param name="Chunker">How its documents are cut.</param>
/// <param name="Kept">Number of the build that "groundwork generations rollback" goes back to; null for none.</param>
public sealed record ReindexReply(string Collection, int Generation, long Chunks, string? Embedder, long Commit, long ElapsedMs, string Chunker, int? Kept);
