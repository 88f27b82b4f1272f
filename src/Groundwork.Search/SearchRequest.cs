namespace Groundwork.Search;

/// <summary>One search over a snapshot.</summary>
/// <param name="Query">What is asked.</param>
/// <param name="Filter">Which entries may be hits; null for all.</param>
/// <param name="Limit">Most hits returned, ≥ 1.</param>
/// <param name="Explain">Whether hits say how their score came about.</param>
/// <param name="Keywords">Keyword fields whose values come with each hit; null for none.</param>
public sealed record SearchRequest(Query Query, Filter? Filter, int Limit, bool Explain = false, IReadOnlyList<string>? Keywords = null);
