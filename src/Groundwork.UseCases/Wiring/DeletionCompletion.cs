using Groundwork.Knowledge;
using Groundwork.Search;

namespace Groundwork.UseCases.Wiring;

/// <summary>Cleans the places that a deletion has not reached yet. Every step may be repeated, so it does not matter where an earlier one broke off.</summary>
/// <param name="workspace">The data directory.</param>
internal sealed class DeletionCompletion(Workspace workspace)
{
    private const string Copies = "copies of repositories, fetched anew when needed";

    /// <summary>Completes a deletion whose indexes are clean.</summary>
    public async Task<DeletionReceipt> RunAsync(Deletion deletion, CancellationToken cancellationToken)
    {
        var (files, copies) = (0, 0);
        // A file of the same name that was uploaded since is another one.
        foreach (var file in deletion.Files.Where(f => File.Exists(f) && File.GetLastWriteTimeUtc(f) <= deletion.Receipt.BegunAt.UtcDateTime))
        {
            File.Delete(file);
            files++;
        }

        foreach (var folder in deletion.Files.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
            copies++;
        }

        var answers = await workspace.Answers.ForgetOrphansAsync(deletion.Collection, cancellationToken);
        var turns = await workspace.Conversations.ForgetOrphansAsync(deletion.Collection, cancellationToken);
        var generations = (await workspace.Knowledge.Collections.GenerationsAsync(deletion.Collection, cancellationToken)).Count(g => g.State != GenerationState.Building);
        await workspace.PurgeDatabaseAsync(cancellationToken);
        return await workspace.Knowledge.Deletions.CompleteAsync(
            deletion,
            [new("uploaded files", files), new(Copies, copies), new("recorded answers that quote them", answers), new("turns of conversations that saw them", turns), new("indexes, their segments and logs rewritten", generations), new("database: write-ahead log emptied", 1)],
            cancellationToken);
    }

    /// <summary>Deletes a whole collection, or what a crash left of that.</summary>
    public async Task<DeletionReceipt> RemoveAsync(CollectionName name, CancellationToken cancellationToken)
    {
        var places = new List<CleanedPlace>();
        var deletion = await workspace.Knowledge.RemoveAsync(name, CleanAsync, cancellationToken);
        return await workspace.Knowledge.Deletions.CompleteAsync(deletion, [.. places, new("database: write-ahead log emptied", 1)], CancellationToken.None);

        async Task CleanAsync()
        {
            var uploads = workspace.UploadsOf(name);
            var files = Directory.Exists(uploads) ? Directory.EnumerateFiles(uploads, "*", SearchOption.AllDirectories).Count() : 0;
            if (Directory.Exists(uploads)) Directory.Delete(uploads, recursive: true);
            var specifications = (await workspace.SourcesOf(name).ListAsync(CancellationToken.None)).SelectMany(s => s.Earlier.Prepend(s.Specification));
            var copies = specifications.Select(workspace.Sources.CopyOf).OfType<string>().Where(Directory.Exists).Distinct(StringComparer.Ordinal).ToList();
            foreach (var copy in copies) Directory.Delete(copy, recursive: true);
            var answers = await workspace.Answers.ForgetAsync(name, CancellationToken.None);
            var conversations = await workspace.Conversations.ForgetAsync(name, CancellationToken.None);
            var generations = await workspace.Knowledge.Collections.GenerationsAsync(name, CancellationToken.None);
            places.AddRange([new("uploaded files", files), new(Copies, copies.Count), new("recorded answers", answers), new("conversations", conversations), new("indexes, their segments and logs deleted", generations.Count)]);
        }
    }

    /// <summary>Completes what a crash left. One whose collection is being written is completed by that writer, or the next time.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        foreach (var deletion in await workspace.Knowledge.Deletions.UnfinishedAsync(cancellationToken))
        {
            try
            {
                var collection = await workspace.Knowledge.Collections.FindAsync(deletion.Collection, cancellationToken);
                if (collection is not null && deletion.IsWhole)
                {
                    await RemoveAsync(collection.Name, cancellationToken);
                }
                else if (collection is not null)
                {
                    var embedder = await workspace.EmbedderOfAsync(collection, cancellationToken);
                    await workspace.RenewAsync(collection.Name, cancellationToken);
                    await using var writer = await workspace.Knowledge.OpenWriterAsync(collection.Name, embedder.Identity, embedder.Generator, cancellationToken);
                    var removed = await writer.ContinueAsync(deletion);
                    await writer.CommitAsync(cancellationToken);
                    await RunAsync(removed, cancellationToken);
                }
                else
                {
                    await RunAsync(deletion, cancellationToken);
                }
            }
            catch (IndexLockedException)
            {
                // Its writer is at it.
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                workspace.Notices?.Invoke($"A deletion of {deletion.Receipt.Documents} documents from \"{deletion.Collection}\" that was broken off cannot be completed now: {problem.Message}");
            }
        }
    }
}
