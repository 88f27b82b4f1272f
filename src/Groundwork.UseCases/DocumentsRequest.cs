namespace Groundwork.UseCases;

/// <summary>Which documents to list.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Contains">Only those whose id or title contains this text.</param>
/// <param name="Skip">Documents to leave out first, ≥ 0.</param>
/// <param name="Limit">Most documents listed, 1..1000.</param>
public sealed record DocumentsRequest(string Collection = "default", string? Contains = null, int Skip = 0, int Limit = 100);
