using Groundwork.Search.Segments;

namespace Groundwork.Search.Commits;

/// <summary>Rewrites whatever holds deleted entries, so that their bytes are in no file any more. Whoever calls holds the gate of the head.</summary>
internal static class Purge
{
    public static void Run(CommitHead head, int graphThreads, CancellationToken cancellationToken)
    {
        WithNewest(head, state =>
        {
            var isClean = !state.LogDeletes && state.Parts.Sum(p => p.Reader.EntryCount) == state.LogEntries && state.Segments.All(s => s.Dead is null);
            if (isClean) return;
            var records = new List<SegmentRecord>();
            foreach (var file in state.Files)
                if (file.Dead is null) records.Add(file.Reader.Record);
                else if (head.WriteSegment([new LiveSegment(file.Reader, file.Dead)], graphThreads, cancellationToken) is { } rewritten) records.Add(rewritten);
            if (head.WriteSegment([.. state.Parts.Select(p => new LiveSegment(p.Reader, p.Dead))], graphThreads: 0, cancellationToken) is { } written) records.Add(written);
            cancellationToken.ThrowIfCancellationRequested();
            head.PublishWithoutLog(head.Number + 1, records);
        });
        WithNewest(head, state => head.Sweep(state.Commit, mustSucceed: true));
    }

    private static void WithNewest(CommitHead head, Action<SnapshotState> work)
    {
        var state = head.Follower.Pin();
        try
        {
            work(state);
        }
        finally
        {
            state.Release();
        }
    }
}
