namespace Groundwork.Search;

/// <summary>What to count over a snapshot.</summary>
/// <param name="Fields">Fields to count by, one or more.</param>
/// <param name="Query">Entries that count match it; null for all. A vector is matched by every entry that has one.</param>
/// <param name="Filter">Entries that count pass it; null for all.</param>
public sealed record FacetRequest(IReadOnlyList<FacetField> Fields, Query? Query = null, Filter? Filter = null);
