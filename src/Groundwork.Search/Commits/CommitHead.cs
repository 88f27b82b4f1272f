using Groundwork.Search.Log;
using Groundwork.Search.Segments;
using Groundwork.Search.Writing;

namespace Groundwork.Search.Commits;

/// <summary>The newest commit of a writer, and the one way to replace its commit file. Everything but <see cref="WriteSegment"/> is done by whoever holds <see cref="Gate"/>.</summary>
internal sealed class CommitHead
{
    private volatile bool _isFailed;

    public CommitHead(CommitFollower follower, IndexOptions options, SnapshotState state)
    {
        (Follower, Options, Schema) = (follower, options, state.Commit.Schema);
        Fields = Schema.Definitions(options);
        var next = state.Commit.NextFile;
        foreach (var name in Directory.List())
            if (SegmentFormat.NumberOf(name) is { } number)
                next = Math.Max(next, number + 1);
        Numbers = new FileNumbers(Directory, next);
        Log = new OpenLog(Directory, options);
        Number = state.Number;
    }

    /// <summary>Held while a commit is made or published.</summary>
    public Lock Gate { get; } = new();

    public CommitFollower Follower { get; }

    public IIndexDirectory Directory => Follower.Directory;

    public IndexOptions Options { get; }

    public IndexSchema Schema { get; }

    public IReadOnlyList<FieldDefinition> Fields { get; }

    public FileNumbers Numbers { get; }

    public OpenLog Log { get; }

    /// <summary>Number of the newest commit.</summary>
    public long Number { get; set; }

    /// <summary>Commit files so far in which the log ended: whoever wrote files from the log before such a one has written them for nothing.</summary>
    public long Checkpoints { get; private set; }

    /// <summary>Whether a read or write failed in the middle of a change, so that nobody knows what is on the disk.</summary>
    public bool IsFailed => _isFailed;

    /// <exception cref="InvalidOperationException">The writer has failed.</exception>
    public void MustBeSound()
    {
        if (_isFailed) throw new InvalidOperationException("The writer failed earlier, so its pending changes are lost. Dispose it and open another one.");
    }

    /// <summary>Does what must not fail half-way; cancelling it is no failure.</summary>
    public void Guarded(Action work)
    {
        var isDone = false;
        try
        {
            work();
            isDone = true;
        }
        catch (OperationCanceledException)
        {
            isDone = true;
            throw;
        }
        finally
        {
            if (!isDone) _isFailed = true;
        }
    }

    /// <summary>Writes a segment file that no commit names yet.</summary>
    /// <param name="inputs">What goes into it.</param>
    /// <param name="graphThreads">Threads that build the graph over its vectors; 0 to leave that to a merge.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>What a commit has to say of it; null when nothing is alive in the inputs.</returns>
    public SegmentRecord? WriteSegment(IReadOnlyList<SegmentInput> inputs, int graphThreads, CancellationToken cancellationToken)
    {
        var number = Numbers.Reserve();
        SegmentRecord? record = null;
        try
        {
            return record = SegmentAssembler.Write(Directory, number, inputs, Fields, Schema.Dimensions, graphThreads, cancellationToken);
        }
        finally
        {
            if (record is null) Numbers.Abandon(number, SegmentFormat.SegmentName(number));
        }
    }

    /// <summary>Writes the deletions that are not on the disk yet.</summary>
    /// <param name="state">The commit that they go on from.</param>
    /// <param name="files">Its segment files, as they are marked now.</param>
    /// <param name="reserved">Receives the numbers of new files.</param>
    /// <returns>What a commit has to say of the segment files; those of which nothing is left are not among them.</returns>
    public List<SegmentRecord> SaveDeletions(SnapshotState state, IEnumerable<DeadMarks> files, List<long> reserved)
    {
        var saved = state.Commit.Segments.ToDictionary(s => s.Number, s => s.Deletions);
        var records = new List<SegmentRecord>();
        foreach (var file in files)
        {
            if (file.LiveCount == 0) continue;
            var count = file.Reader.EntryCount - file.LiveCount;
            var deletions = saved.GetValueOrDefault(file.Reader.Record.Number);
            if (count != (deletions?.Count ?? 0))
            {
                reserved.Add(Numbers.Reserve());
                deletions = DeletionsFile.Write(Directory, reserved[^1], file.Dead!);
            }

            records.Add(file.Reader.Record with { Deletions = deletions });
        }

        return records;
    }

    /// <summary>Replaces the commit file and removes what nobody needs any more.</summary>
    public void Publish(CommitFile commit)
    {
        Directory.Publish(CommitFile.Name, (commit with { NextFile = Numbers.Next }).Encode());
        Sweep(commit, mustSucceed: false);
    }

    /// <summary>Replaces the commit file by one in which the log has ended.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="segments">Its segments.</param>
    public void PublishWithoutLog(long number, IReadOnlyList<SegmentRecord> segments)
    {
        Publish(new CommitFile(number, 0, 0, Schema, segments));
        foreach (var segment in segments) Numbers.Settle(segment.Number);
        Number = number;
        Log.End();
        Checkpoints++;
    }

    /// <summary>Removes files that neither a commit nor anything in work needs.</summary>
    public void Sweep(CommitFile commit, bool mustSucceed)
    {
        var used = new HashSet<long>();
        if (commit.Log > 0) used.UnionWith(Log.Numbers.Where(l => l >= commit.Log));
        foreach (var record in commit.Segments)
        {
            used.Add(record.Number);
            if (record.Deletions is { } deletions) used.Add(deletions.Number);
        }

        Numbers.Sweep(used, mustSucceed);
    }
}
