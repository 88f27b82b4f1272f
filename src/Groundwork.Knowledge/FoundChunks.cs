using Groundwork.Search;

namespace Groundwork.Knowledge;

/// <summary>What the index alone found.</summary>
/// <param name="Chunks">Best first. One that was removed after the commit may be among them.</param>
/// <param name="Commit">The commit of the index that was searched.</param>
/// <param name="Notice">What a person should know; null when there is nothing to say.</param>
/// <param name="Facets">What was counted, when asked for.</param>
public sealed record FoundChunks(IReadOnlyList<FoundChunk> Chunks, long Commit, string? Notice, FacetCounts? Facets = null);
