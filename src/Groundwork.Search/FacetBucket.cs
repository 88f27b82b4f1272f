namespace Groundwork.Search;

/// <summary>A part of a range and how many matching entries lie in it.</summary>
/// <param name="From">Where it starts; belongs to it.</param>
/// <param name="To">Where the next one starts; belongs to this one only when it is the last.</param>
/// <param name="Count">Matching entries.</param>
public sealed record FacetBucket<T>(T From, T To, long Count);
