using Groundwork.Search.Commits;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Log;

/// <summary>Turns what the log holds into a segment file, while commits go on in another log.</summary>
/// <param name="head">The newest commit.</param>
/// <param name="turn">Held by a roll, and by the end of a merge.</param>
internal sealed class LogRoll(CommitHead head, SemaphoreSlim turn)
{
    /// <summary>Rolls a full log, or any that holds something.</summary>
    public void Run(bool isForced, CancellationToken cancellationToken)
    {
        turn.Wait(cancellationToken);
        try
        {
            lock (head.Gate)
                if (head.IsFailed || !(isForced ? head.Log.HasRecords : head.Log.IsFull))
                    return;
            var next = head.Numbers.Reserve();
            var state = Switch(next, out var checkpoints);
            if (state is null)
            {
                head.Numbers.Abandon(next, SegmentFormat.LogName(next));
                return;
            }

            try
            {
                Write(state, next, checkpoints, cancellationToken);
            }
            finally
            {
                state.Release();
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Lets commits go on in another log.</summary>
    /// <returns>The commit that the old one ends with, or null when there is none any more.</returns>
    private SnapshotState? Switch(long next, out long checkpoints)
    {
        LogFile.Create(head.Directory, next);
        var file = head.Log.Open(next, LogFile.HeaderBytes);
        lock (head.Gate)
        {
            checkpoints = head.Checkpoints;

            // A log that was begun meanwhile has little to roll, and goes on only in a file of a higher number.
            if (head.IsFailed || !head.Log.IsOpen || head.Log.Numbers[^1] > next)
            {
                file.Dispose();
                return null;
            }

            head.Guarded(() => head.Log.Continue(next, file, head.Number));
            head.Numbers.Settle(next);
            return head.Follower.Pin();
        }
    }

    private void Write(SnapshotState state, long next, long checkpoints, CancellationToken cancellationToken)
    {
        var written = head.WriteSegment([.. state.Parts.Select(p => new LiveSegment(p.Reader, p.Dead))], graphThreads: 0, cancellationToken);
        var reserved = new List<long>();
        var segments = head.SaveDeletions(state, state.Files.Select(f => new DeadMarks(f.Reader, f.Dead)), reserved);
        if (written is not null)
        {
            segments.Add(written);
            reserved.Add(written.Number);
        }

        lock (head.Gate)
        {
            // A commit file that came meanwhile holds the same entries already. Then these files are nobody's.
            if (!head.IsFailed && head.Checkpoints == checkpoints)
            {
                head.Publish(new CommitFile(state.Number, 0, next, head.Schema, segments));

                // Not before: while the commit file names the old logs, nothing may sweep them away.
                head.Log.ForgetBefore(next);
            }

            foreach (var number in reserved) head.Numbers.Settle(number);
        }
    }
}
