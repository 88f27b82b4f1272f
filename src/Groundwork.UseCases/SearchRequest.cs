namespace Groundwork.UseCases;

/// <summary>What to search for.</summary>
/// <param name="Query">The words; those in double quotes must stand together.</param>
/// <param name="Collection">The collection.</param>
/// <param name="Limit">Most hits, 1..1000.</param>
/// <param name="Mode"><c>hybrid</c>, <c>text</c> or <c>vector</c>.</param>
/// <param name="Filters">Filters that must all hold, like <c>lang=en</c>.</param>
public sealed record SearchRequest(string Query, string Collection = "default", int Limit = 10, string Mode = "hybrid", IReadOnlyList<string>? Filters = null);
