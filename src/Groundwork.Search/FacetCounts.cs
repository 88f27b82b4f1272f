namespace Groundwork.Search;

/// <summary>What was counted.</summary>
/// <param name="Entries">Live entries that match query and filter.</param>
/// <param name="Facets">In the order of the fields asked for; for a field of several kinds one after the other, for one that nothing holds none.</param>
public sealed record FacetCounts(long Entries, IReadOnlyList<Facet> Facets);
