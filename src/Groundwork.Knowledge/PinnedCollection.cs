using Groundwork.Search;

namespace Groundwork.Knowledge;

/// <summary>A collection with one commit of its index pinned. Dispose it to let the commit go.</summary>
/// <param name="Collection">The collection as the database knew it when the commit was pinned.</param>
/// <param name="Documents">Its sources, documents and chunks.</param>
/// <param name="Snapshot">The commit.</param>
public sealed record PinnedCollection(Collection Collection, DocumentStore Documents, Snapshot Snapshot) : IDisposable
{
    /// <inheritdoc />
    public void Dispose() => Snapshot.Dispose();
}
