namespace Groundwork.UseCases;

/// <summary>Which collection to build anew from the database, and how.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Embedder">True makes vectors with the configured embedder, whatever the collection held before.</param>
/// <param name="NoVectors">True builds an index of words alone, and nothing is learnt from the collection by itself later.</param>
/// <param name="Fitted">True learns from the collection's own texts, whatever it held before.</param>
/// <param name="Chunker">How documents are cut from now on, like <c>semantic max=300; text/csv=rows</c>; null for the way they are cut.</param>
/// <param name="DropEarlier">True keeps nothing to go back to, also when the chunker or the embedder changes.</param>
public sealed record ReindexRequest(string Collection = "default", bool Embedder = false, bool NoVectors = false, bool Fitted = false, string? Chunker = null, bool DropEarlier = false);
