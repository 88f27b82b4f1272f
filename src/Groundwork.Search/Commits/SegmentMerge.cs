using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Commits;

/// <summary>Merges segment files while commits go on.</summary>
/// <param name="head">The newest commit.</param>
/// <param name="rollTurn">Held by a roll, and here by the end of a merge.</param>
internal sealed class SegmentMerge(CommitHead head, SemaphoreSlim rollTurn)
{
    private readonly Lock _choosing = new();
    private readonly HashSet<SegmentReader> _busy = [];

    /// <summary>Merges some segments, none of which another thread is merging.</summary>
    /// <param name="choose">Which.</param>
    /// <param name="graphThreads">Threads that build a graph; 0 for none.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>False when there was nothing to merge.</returns>
    public bool Run(Func<IReadOnlyList<SegmentView>, IReadOnlyList<SegmentView>> choose, int graphThreads, CancellationToken cancellationToken)
    {
        IReadOnlyList<SegmentView> chosen;
        SnapshotState? state;
        lock (_choosing)
        {
            state = PinDurable();
            if (state is null) return false;
            chosen = choose([.. state.Files.Where(f => !_busy.Contains(f.Reader))]);
            _busy.UnionWith(chosen.Select(c => c.Reader));
        }

        try
        {
            if (chosen.Count == 0) return false;
            var merged = head.WriteSegment([.. chosen.Select(s => new LiveSegment(s.Reader, s.Dead))], graphThreads, cancellationToken);
            rollTurn.Wait(CancellationToken.None);
            try
            {
                lock (head.Gate) Exchange(chosen, merged);
            }
            finally
            {
                rollTurn.Release();
            }

            return true;
        }
        finally
        {
            lock (_choosing) _busy.ExceptWith(chosen.Select(c => c.Reader));
            state.Release();
        }
    }

    /// <summary>The newest commit while none is being written: a merge must not drop entries that die by a commit which a power loss could still take back.</summary>
    private SnapshotState? PinDurable()
    {
        lock (head.Gate) return head.IsFailed ? null : head.Follower.Pin();
    }

    /// <summary>Publishes a merged segment in place of those it was made of, with what died in them meanwhile.</summary>
    private void Exchange(IReadOnlyList<SegmentView> chosen, SegmentRecord? merged)
    {
        var state = head.Follower.Pin();
        try
        {
            var now = chosen.Select(c => state.Files.FirstOrDefault(f => f.Reader == c.Reader)).ToList();
            if (head.IsFailed || now.Contains(null))
            {
                // Purged or deleted meanwhile.
                if (merged is not null) head.Numbers.Abandon(merged.Number, SegmentFormat.SegmentName(merged.Number));
                return;
            }

            var replaced = chosen.Select(c => c.Reader.Record.Number).ToHashSet();
            var segments = state.Commit.Segments.Where(s => !replaced.Contains(s.Number)).ToList();
            var reserved = head.Numbers.Reserve();
            if (merged is not null)
            {
                var dead = DiedMeanwhile(chosen, now!, merged.Entries);
                if (dead is null) segments.Add(merged);
                else if (dead.Count() < merged.Entries) segments.Add(merged with { Deletions = DeletionsFile.Write(head.Directory, reserved, dead) });
            }

            head.Publish(state.Commit with { Segments = segments });
            head.Numbers.Settle(reserved);
            if (merged is not null) head.Numbers.Settle(merged.Number);
        }
        finally
        {
            state.Release();
        }
    }

    /// <summary>The entries of a merged segment that died in its sources while it was written; null for none. It holds the live entries of the sources, in their order.</summary>
    private static Bitset? DiedMeanwhile(IReadOnlyList<SegmentView> before, IReadOnlyList<SegmentView> now, int entries)
    {
        Bitset? dead = null;
        var to = 0;
        for (var i = 0; i < before.Count; i++)
        {
            if (now[i].Dead == before[i].Dead)
            {
                to += before[i].LiveCount;
                continue;
            }

            for (var entry = 0; entry < before[i].Reader.EntryCount; entry++)
            {
                if (before[i].Dead is { } gone && gone[entry]) continue;
                if (now[i].Dead is { } died && died[entry]) (dead ??= new Bitset(entries)).Add(to);
                to++;
            }
        }

        return dead;
    }
}
