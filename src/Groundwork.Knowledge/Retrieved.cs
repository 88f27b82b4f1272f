using Groundwork.Search;

namespace Groundwork.Knowledge;

/// <summary>What retrieval found.</summary>
/// <param name="Passages">Best first.</param>
/// <param name="Commit">The commit of the index that was searched.</param>
/// <param name="Notice">What a person should know, like "searched by words alone: no embedder is configured"; null when there is nothing to say.</param>
/// <param name="Facets">What was counted, when asked for.</param>
public sealed record Retrieved(IReadOnlyList<Passage> Passages, long Commit, string? Notice, FacetCounts? Facets = null)
{
    /// <summary>Whose vectors took part; null when words alone did.</summary>
    public EmbedderIdentity? Meaning { get; init; }
}
