namespace Groundwork.UseCases;

/// <summary>What was deleted: from the database, from every file of the index, and from the uploads.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Removed">Ids of the documents that are gone.</param>
/// <param name="Commit">Commit of the index without them; null when the whole collection is gone.</param>
/// <param name="ElapsedMs">Milliseconds from request to reply.</param>
public sealed record DeleteReply(string Collection, IReadOnlyList<string> Removed, long? Commit, long ElapsedMs);
