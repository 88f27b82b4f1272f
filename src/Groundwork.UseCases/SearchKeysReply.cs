using System.Text.Json.Serialization;

namespace Groundwork.UseCases;

/// <summary>What was found, by name alone.</summary>
/// <param name="Hits">Best first.</param>
/// <param name="Commit">Commit of the index that was searched.</param>
/// <param name="ElapsedMs">Milliseconds from request to reply.</param>
/// <param name="Notice">What to know about this search, like a missing embedder.</param>
/// <param name="Facets">What was counted, when asked for.</param>
public sealed record SearchKeysReply(
    IReadOnlyList<SearchKey> Hits,
    long Commit,
    long ElapsedMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Notice = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FacetsReply? Facets = null);

/// <summary>A found passage, by name.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="Score">Higher is better, comparable within one reply only.</param>
/// <param name="Document">Id of the document.</param>
/// <param name="Chunk">Id of the passage.</param>
public sealed record SearchKey(int Rank, float Score, string Document, string Chunk);
