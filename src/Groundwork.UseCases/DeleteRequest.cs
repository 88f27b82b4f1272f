namespace Groundwork.UseCases;

/// <summary>What to delete.</summary>
/// <param name="Documents">Ids of documents.</param>
/// <param name="Collection">The collection.</param>
/// <param name="All">True deletes the whole collection; then no documents are named.</param>
public sealed record DeleteRequest(IReadOnlyList<string> Documents, string Collection = "default", bool All = false);
