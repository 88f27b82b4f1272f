namespace Groundwork.UseCases;

/// <summary>Which index to rebuild from the database.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Embedder">True makes vectors with the configured embedder, whatever the collection held before.</param>
/// <param name="NoVectors">True builds an index of words alone, and nothing is learnt from the collection by itself later.</param>
/// <param name="Fitted">True learns from the collection's own texts, whatever it held before.</param>
public sealed record ReindexRequest(string Collection = "default", bool Embedder = false, bool NoVectors = false, bool Fitted = false);
