namespace Groundwork.Search;

/// <summary>A keyword and how many matching entries hold it.</summary>
/// <param name="Value">The keyword.</param>
/// <param name="Count">Matching entries, ≥ 1.</param>
public sealed record FacetValue(string Value, long Count);
