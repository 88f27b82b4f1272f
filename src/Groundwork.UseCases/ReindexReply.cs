namespace Groundwork.UseCases;

/// <summary>A rebuilt index.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Generation">Number of the new build.</param>
/// <param name="Chunks">Chunks in it.</param>
/// <param name="Embedder">Whose vectors it holds, or null.</param>
/// <param name="Commit">Its commit.</param>
/// <param name="ElapsedMs">Milliseconds from request to reply.</param>
public sealed record ReindexReply(string Collection, int Generation, long Chunks, string? Embedder, long Commit, long ElapsedMs);
