namespace Groundwork.UseCases;

/// <summary>Many searches into a TREC run file.</summary>
/// <param name="Queries">JSONL file of <c>{"id"|"_id","text"}</c>.</param>
/// <param name="Run">TREC run file to write; it appears when it is complete.</param>
/// <param name="Collection">The collection.</param>
/// <param name="Limit">Most documents per query, 1..1000; the best chunk of each document counts.</param>
/// <param name="Mode"><c>hybrid</c>, <c>text</c> or <c>vector</c>.</param>
/// <param name="Filters">Filters that must all hold.</param>
/// <param name="Steps">As in <see cref="SearchRequest"/>.</param>
public sealed record SearchBatchRequest(
    string Queries, string Run, string Collection = "default", int Limit = 10, string Mode = "hybrid", IReadOnlyList<string>? Filters = null,
    IReadOnlyList<string>? Steps = null);
