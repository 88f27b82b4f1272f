namespace Groundwork.UseCases;

/// <summary>A model as programs may name it.</summary>
/// <param name="Name">A route, or <c>collection:NAME</c>.</param>
/// <param name="CreatedAt">When a collection was made; the first day of 2026 for routes, which have no such day.</param>
public sealed record NamedModel(string Name, DateTimeOffset CreatedAt);
