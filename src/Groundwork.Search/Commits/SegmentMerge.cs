using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Commits;

/// <summary>Merges segment files while commits go on.</summary>
/// <param name="head">The newest commit.</param>
/// <param name="rollTurn">Held by a roll, and here by the end of a merge.</param>
internal sealed class SegmentMerge(CommitHead head, SemaphoreSlim rollTurn) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Merges some segments.</summary>
    /// <param name="choose">Which.</param>
    /// <param name="graphThreads">Threads that build a graph.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>False when there was nothing to merge.</returns>
    public bool Run(Func<IEnumerable<SegmentView>, IReadOnlyList<SegmentView>> choose, int graphThreads, CancellationToken cancellationToken)
    {
        using var turn = Hold(cancellationToken);
        var state = PinDurable();
        if (state is null) return false;
        try
        {
            var chosen = choose(state.Files);
            if (chosen.Count == 0) return false;
            var merged = head.WriteSegment([.. chosen.Select(s => new LiveSegment(s.Reader, s.Dead))], graphThreads, cancellationToken);
            rollTurn.Wait(cancellationToken);
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
            state.Release();
        }
    }

    /// <summary>Keeps merges from being made until the result is disposed.</summary>
    public IDisposable Hold(CancellationToken cancellationToken)
    {
        _turn.Wait(cancellationToken);
        return new Held(_turn);
    }

    public void Dispose() => _turn.Dispose();

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

    private sealed class Held(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
