using Groundwork.Knowledge;
using Groundwork.Search;

namespace Groundwork.UseCases.Wiring;

/// <summary>Cleans the places that a deletion has not reached yet. Every step may be repeated, so it does not matter where an earlier one broke off.</summary>
/// <param name="workspace">The data directory.</param>
internal sealed class DeletionCompletion(Workspace workspace)
{
    /// <summary>Completes a deletion whose indexes are clean.</summary>
    public async Task<DeletionReceipt> RunAsync(Deletion deletion, CancellationToken cancellationToken)
    {
        var files = 0;
        // A file of the same name that was uploaded since is another one.
        foreach (var file in deletion.Files.Where(f => File.Exists(f) && File.GetLastWriteTimeUtc(f) <= deletion.Receipt.BegunAt.UtcDateTime))
        {
            File.Delete(file);
            files++;
        }

        var answers = await workspace.Answers.ForgetOrphansAsync(deletion.Collection, cancellationToken);
        var generations = (await workspace.Knowledge.Collections.GenerationsAsync(deletion.Collection, cancellationToken)).Count(g => g.State != GenerationState.Building);
        await workspace.PurgeDatabaseAsync(cancellationToken);
        return await workspace.Knowledge.Deletions.CompleteAsync(
            deletion,
            [new("uploaded files", files), new("recorded answers that quote them", answers), new("indexes, their segments and logs rewritten", generations), new("database: write-ahead log emptied", 1)],
            cancellationToken);
    }

    /// <summary>Completes what a crash left. One whose collection is being written is completed by that writer, or the next time.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        foreach (var deletion in await workspace.Knowledge.Deletions.UnfinishedAsync(cancellationToken))
        {
            try
            {
                if (await workspace.Knowledge.Collections.FindAsync(deletion.Collection, cancellationToken) is { } collection)
                {
                    var embedder = await workspace.EmbedderOfAsync(collection, cancellationToken);
                    await workspace.RenewAsync(collection.Name, cancellationToken);
                    await using var writer = await workspace.Knowledge.OpenWriterAsync(collection.Name, embedder.Identity, embedder.Generator, cancellationToken);
                    await RunAsync(deletion, cancellationToken);
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
