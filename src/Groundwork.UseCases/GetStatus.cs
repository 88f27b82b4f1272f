using Groundwork.Models;
using Groundwork.Knowledge;
using Groundwork.Search;
using Groundwork.Storage;

namespace Groundwork.UseCases;

/// <summary>How the installation and its collections stand.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class GetStatus(Workspace workspace)
{
    /// <summary>Looks at everything once. A broken index is part of the reply.</summary>
    public async Task<StatusReply> RunAsync(CancellationToken cancellationToken)
    {
        var collections = new List<CollectionStatus>();
        foreach (var summary in await workspace.Knowledge.Collections.ListAsync(cancellationToken))
            collections.Add(await OfAsync(summary, cancellationToken));
        return new StatusReply(
            ProductVersion.Text, workspace.Settings.DataDirectory, $"SQLite {SqliteDatabase.LibraryVersion}",
            workspace.ChatModel, workspace.Models.ModelOf(GatewaySettings.EmbedRoute), [.. workspace.Readers.Formats.Select(f => f.Name)], collections);
    }

    private async Task<CollectionStatus> OfAsync(CollectionSummary summary, CancellationToken cancellationToken)
    {
        var name = summary.Collection.Name;
        var meaning = MeaningReply.Of(summary.Collection.Embedder);
        var pending = (await workspace.Knowledge.Documents(name).PendingAsync(cancellationToken)).Count;
        try
        {
            using var pinned = await workspace.Knowledge.PinAsync(name, cancellationToken);
            var index = pinned.Snapshot.Status;
            return new CollectionStatus(
                name.Value, summary.Documents, summary.Chunks, index.Entries, pending, index.Commit, index.Segments, index.Bytes, summary.TextCharacters,
                index.Languages.ToDictionary(l => l.Key.Code, l => l.Value, StringComparer.Ordinal), meaning, LearntProblem(summary.Collection));
        }
        catch (Exception problem) when (problem is IndexDamagedException or IndexBehindException or IndexMismatchException)
        {
            return new CollectionStatus(
                name.Value, summary.Documents, summary.Chunks, 0, pending, summary.Collection.Commit, 0, 0, summary.TextCharacters,
                new Dictionary<string, int>(StringComparer.Ordinal), meaning, ErrorCatalog.ReplyFor(problem).Error);
        }
    }

    private ErrorDetail? LearntProblem(Collection collection)
    {
        try
        {
            _ = workspace.Knowledge.FittedOf(collection);
            return null;
        }
        catch (FittedModelDamagedException problem)
        {
            return ErrorCatalog.ReplyFor(problem).Error;
        }
    }
}
