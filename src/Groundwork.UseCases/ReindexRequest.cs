namespace Groundwork.UseCases;

/// <summary>Which index to rebuild from the database.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Embedder">True makes vectors with the configured embedder, whatever the collection held before.</param>
/// <param name="NoVectors">True builds an index of words alone.</param>
public sealed record ReindexRequest(string Collection = "default", bool Embedder = false, bool NoVectors = false);
