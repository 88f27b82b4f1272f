using Groundwork.Knowledge;
using Groundwork.Search;
using Groundwork.Sources;

namespace Groundwork.UseCases;

/// <summary>A collection is kept level with its sources until it is told to stop: folders when something in them changes, everything now and then.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class WatchSources(Workspace workspace)
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(2);

    /// <summary>Synchronises again and again. A round that fails as a whole ends the watching.</summary>
    /// <param name="request">Which sources.</param>
    /// <param name="every">Longest time between two rounds.</param>
    /// <param name="syncAsync">One round.</param>
    /// <param name="cancellationToken">Ends the watching as a cancellation.</param>
    public async Task RunAsync(SyncRequest request, TimeSpan every, Func<SyncRequest, Task> syncAsync, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(syncAsync);
        if (every <= TimeSpan.Zero || every > TimeSpan.FromDays(30)) throw new InvalidRequestException($"{every} is no time between two rounds. Give at least a second and at most 30 days.");
        if (request.DryRun) throw new InvalidRequestException("Watching changes things and a dry run does not. Choose one.");
        while (true)
        {
            // Watched from before the round: what changes during it is seen in the next.
            using var watch = new FolderWatch(await FoldersAsync(request, cancellationToken), workspace.Time);
            try
            {
                await syncAsync(request);
            }
            catch (IndexLockedException)
            {
                // Somebody else is writing; the next round comes soon enough.
            }

            await watch.WaitAsync(s_quiet, every, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<string>> FoldersAsync(SyncRequest request, CancellationToken cancellationToken)
    {
        var sources = await workspace.SourcesOf(CollectionName.Parse(request.Collection)).ListAsync(cancellationToken);
        return
        [
            .. sources.Where(source => request.Sources is not { Count: > 0 } names || names.Contains(source.Name, StringComparer.Ordinal))
                .Select(source => source.Specification.Kind switch { "folder" => source.Specification.Place, "file" => Path.GetDirectoryName(source.Specification.Place), _ => null }).OfType<string>(),
        ];
    }
}
