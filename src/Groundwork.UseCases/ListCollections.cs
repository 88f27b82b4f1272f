namespace Groundwork.UseCases;

/// <summary>Which collections there are.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class ListCollections(Workspace workspace)
{
    /// <summary>All collections by name.</summary>
    public async Task<CollectionsReply> RunAsync(CancellationToken cancellationToken) => new(
    [
        .. (await workspace.Knowledge.Collections.ListAsync(cancellationToken)).Select(c => new CollectionReply(
            c.Collection.Name.Value, c.Documents, c.Chunks, c.TextCharacters, c.FailedSources, c.Collection.Embedder?.Model, c.Collection.Commit, c.Collection.CreatedAt)),
    ]);
}
