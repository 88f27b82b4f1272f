namespace Groundwork.Knowledge;

/// <summary>A named library of documents.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="InUse">The generation that questions go to.</param>
/// <param name="IsWordsAlone">True where somebody asked for words alone: nothing is learnt from the collection by itself.</param>
public sealed record Collection(CollectionName Name, DateTimeOffset CreatedAt, Generation InUse, bool IsWordsAlone = false)
{
    /// <summary>What happens between a question and its passages, as its own questions decided; null where none did.</summary>
    public IReadOnlyList<RetrievalStep>? Steps { get; init; }

    /// <summary>Whose vectors its chunks carry; null for a collection searched by words alone.</summary>
    public EmbedderIdentity? Embedder => InUse.Embedder;

    /// <summary>Number of the generation in use.</summary>
    public int Generation => InUse.Number;

    /// <summary>Newest commit of that generation which the database knows, 0 for none.</summary>
    public long Commit => InUse.Commit;
}
