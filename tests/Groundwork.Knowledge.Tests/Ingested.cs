namespace Groundwork.Knowledge.Tests;

/// <summary>Everything an ingestion said.</summary>
internal sealed record Ingested(IReadOnlyList<IngestEvent> Events)
{
    public IngestEvent.Finished Finished => (IngestEvent.Finished)Events[^1];

    public IngestCounts Counts => Finished.Counts;

    public IReadOnlyList<IngestEvent.Failed> Failed => [.. Events.OfType<IngestEvent.Failed>()];

    public IReadOnlyList<IngestEvent.Skipped> Skipped => [.. Events.OfType<IngestEvent.Skipped>()];

    public void MustCount(int added = 0, int updated = 0, int removed = 0, int unchanged = 0) =>
        (Counts.Added, Counts.Updated, Counts.Removed, Counts.Unchanged).ShouldBe((added, updated, removed, unchanged));
}
