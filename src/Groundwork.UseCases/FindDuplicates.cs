using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>Which documents of a collection say nearly the same.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class FindDuplicates(Workspace workspace)
{
    /// <summary>All groups.</summary>
    public async Task<DuplicatesReply> RunAsync(DuplicatesRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!(request.Threshold is >= DuplicateFinder.LeastThreshold and <= 1))
            throw new InvalidRequestException(FormattableString.Invariant($"The threshold {request.Threshold} must lie in {DuplicateFinder.LeastThreshold}..1: the share of runs of five words in common, like 0.8."));
        var started = workspace.Time.GetTimestamp();
        var collection = await workspace.Knowledge.Collections.GetAsync(CollectionName.Parse(request.Collection), cancellationToken);
        var groups = await workspace.Knowledge.Duplicates(collection.Name).GroupsAsync(request.Threshold, cancellationToken);
        return new DuplicatesReply(
            collection.Name.Value,
            request.Threshold,
            await workspace.Knowledge.Documents(collection.Name).CountAsync(cancellationToken),
            [.. groups.Select(group => new DuplicateGroupEntry(EntryOf(group.Original), [.. group.Copies.Select(EntryOf)]))],
            workspace.ElapsedMs(started));
    }

    private static DuplicateEntry EntryOf(DuplicateDocument document) => new(document.Id.Value, document.Title, document.Path, document.ReadAt, document.Similarity);
}
