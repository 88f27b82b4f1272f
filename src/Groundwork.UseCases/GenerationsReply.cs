namespace Groundwork.UseCases;

/// <summary>The builds of a collection.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Generations">The oldest first.</param>
/// <param name="ElapsedMs">Milliseconds from request to reply.</param>
public sealed record GenerationsReply(string Collection, IReadOnlyList<GenerationReply> Generations, long ElapsedMs);

/// <summary>One build of a collection.</summary>
/// <param name="Generation">Its number.</param>
/// <param name="State">inUse, kept or building.</param>
/// <param name="Chunker">How its documents are cut.</param>
/// <param name="Embedder">Whose vectors it holds, or null for words alone.</param>
/// <param name="Commit">Its newest commit.</param>
/// <param name="MadeAt">When its build began, UTC.</param>
public sealed record GenerationReply(int Generation, string State, string Chunker, string? Embedder, long Commit, DateTimeOffset MadeAt);
