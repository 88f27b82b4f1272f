namespace Groundwork.UseCases;

/// <summary>All collections.</summary>
/// <param name="Collections">By name.</param>
public sealed record CollectionsReply(IReadOnlyList<CollectionReply> Collections);

/// <summary>A collection with its counts.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Documents">Documents.</param>
/// <param name="Chunks">Chunks.</param>
/// <param name="Characters">Characters of text.</param>
/// <param name="Failed">Files and parts that could not be read.</param>
/// <param name="Embedder">Whose vectors it holds, or null.</param>
/// <param name="Commit">Newest commit.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
public sealed record CollectionReply(string Name, long Documents, long Chunks, long Characters, long Failed, string? Embedder, long Commit, DateTimeOffset CreatedAt);
