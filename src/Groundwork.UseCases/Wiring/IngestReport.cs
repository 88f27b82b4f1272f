using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>What is told of an ingestion while it runs, and at its end.</summary>
internal sealed class IngestReport(TimeProvider time)
{
    private readonly List<SkippedFile> _skipped = [];
    private readonly List<FailedFile> _failed = [];
    private IngestEvent.Planned _planned = new(0, 0);
    private IngestPace _pace = new(time, 0, 0);
    private IngestCounts _counts = new();

    /// <summary>Takes an event in.</summary>
    /// <returns>What to tell; null for nothing.</returns>
    public IngestUpdate? Take(IngestEvent happened)
    {
        switch (happened)
        {
            case IngestEvent.Planned planned:
                _planned = planned;
                _pace = new IngestPace(time, planned.Files, planned.Bytes);
                return new IngestUpdate.Planned(planned.Files, planned.Bytes);
            case IngestEvent.Advanced advanced:
                return Advance(advanced);
            case IngestEvent.Skipped skip:
                _skipped.Add(new SkippedFile(skip.Path, skip.Reason));
                return null;
            case IngestEvent.Failed failure:
                var entry = new FailedFile(failure.Path, ErrorCatalog.OfReading(failure.Reason).Code, failure.Message);
                _failed.Add(entry);
                return new IngestUpdate.Failed(entry);
            case IngestEvent.Paused paused:
                return new IngestUpdate.Paused(paused.Reason);
            case IngestEvent.Resumed:
                return new IngestUpdate.Resumed();
            case IngestEvent.Finished finished:
                _counts = finished.Counts;
                return null;
            default:
                throw new InvalidOperationException($"An unknown event: {happened}.");
        }
    }

    /// <summary>The end.</summary>
    public IngestReply Reply(string collection, long commit, long elapsedMs) => new(
        collection, _counts.Added, _counts.Updated, _counts.Removed, _counts.Unchanged, _counts.Chunks, commit, _skipped, _failed, elapsedMs, _counts.Moved);

    private IngestUpdate.Advanced Advance(IngestEvent.Advanced advanced)
    {
        var (files, bytes, left) = _pace.After(advanced.FilesDone, advanced.BytesDone);
        var counts = advanced.Counts;
        return new IngestUpdate.Advanced(advanced.FilesDone, advanced.BytesDone, counts.Added, counts.Updated, counts.Unchanged, counts.Chunks, advanced.Current)
        {
            Files = _planned.Files, Bytes = _planned.Bytes, Moved = counts.Moved, FailedFiles = _failed.Count, SkippedFiles = _skipped.Count,
            FilesPerSecond = files, BytesPerSecond = bytes, SecondsLeft = left,
        };
    }
}
