namespace Groundwork.Knowledge;

/// <summary>A named library of documents with one index.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="Embedder">Whose vectors its chunks carry; null for a collection searched by words alone.</param>
/// <param name="Generation">Number of its index build, from 1; a rebuild makes the next one beside it.</param>
/// <param name="Commit">Newest commit of that build which the database knows, 0 for none.</param>
/// <param name="IsWordsAlone">True where somebody asked for words alone: nothing is learnt from the collection by itself.</param>
public sealed record Collection(CollectionName Name, DateTimeOffset CreatedAt, EmbedderIdentity? Embedder, int Generation, long Commit, bool IsWordsAlone = false);
