namespace Groundwork.UseCases;

/// <summary>What a synchronisation did, or would do.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="DryRun">True when nothing was written.</param>
/// <param name="Sources">What came of each source.</param>
/// <param name="Ingested">What became of the documents of all sources together; null after a dry run.</param>
/// <param name="ElapsedMs">Milliseconds from request to reply.</param>
public sealed record SyncReply(string Collection, bool DryRun, IReadOnlyList<SourceSyncReply> Sources, IngestReply? Ingested, long ElapsedMs)
{
    /// <summary>True when every source was brought level, or could be.</summary>
    public bool IsWhole => Sources.All(source => source.Problem is null);
}

/// <summary>What came of one source.</summary>
/// <param name="Name">The source.</param>
/// <param name="Kind">What kind of place it is.</param>
/// <param name="Place">Where it is.</param>
/// <param name="State"><c>synced</c>, or <c>compared</c> after a dry run; <c>failed</c>: it could not be listed; <c>held</c>: too much of it was gone, so nothing was done.</param>
/// <param name="Listed">Things that it lists as there.</param>
/// <param name="New">Those that were not there before; null where only a dry run looks.</param>
/// <param name="Changed">Those that changed; null as above.</param>
/// <param name="Moved">Those whose bytes lay elsewhere before; null as above.</param>
/// <param name="Unchanged">Those that did not change; null as above.</param>
/// <param name="Gone">Things that were there before and are not now.</param>
/// <param name="Skipped">Things left out on purpose.</param>
/// <param name="Unavailable">Things that could not be reached.</param>
/// <param name="Entries">Everything but the unchanged, one by one; at most 1,000. After a run that wrote: what was skipped, gone or out of reach.</param>
/// <param name="Problem">Why it failed or was held; null when it did not and was not.</param>
public sealed record SourceSyncReply(
    string Name, string Kind, string Place, string State, int Listed, int? New, int? Changed, int? Moved, int? Unchanged, int Gone, int Skipped, int Unavailable,
    IReadOnlyList<SyncEntryReply> Entries, ErrorDetail? Problem);

/// <summary>One thing of a source.</summary>
/// <param name="Change"><c>new</c>, <c>changed</c>, <c>moved</c>, <c>gone</c>, <c>skipped</c> or <c>unavailable</c>.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="Why">Why, or for what moved where it lay before.</param>
public sealed record SyncEntryReply(string Change, string Path, string? Why);
