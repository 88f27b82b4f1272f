using Groundwork.Search.Commits;
using Groundwork.Search.Writing;

namespace Groundwork.Search;

/// <summary>Changes an index. Changes are visible to snapshots after <see cref="Commit"/>, all of them or none.</summary>
/// <remarks>
/// <para>
/// Safe for several threads. They share what is pending: a commit takes everything that any of them has asked for until then.
/// Commits that wait while one of them is written share the next write (group commit), so several threads that commit small
/// changes get more commits per second than one. Changes that must become visible together have to be asked for without another
/// thread's commit in between.
/// </para>
/// <para>
/// A small commit is one record appended to the log and one flush of it. A large one, and a log that has grown, become segment
/// files. Segments are merged by threads of this writer, which start when there is something to do; neither a commit nor a
/// search waits for them. Whoever adds entries faster than they are merged is held back by some milliseconds an entry. What goes
/// wrong in those threads costs no commit; it is thrown by the next <see cref="Commit"/> or <see cref="Settle(CancellationToken)"/>
/// before that does anything, once, and the writer stays usable.
/// </para>
/// <para>
/// Disposing without a commit loses the pending changes. After a failed read or write of a commit the writer refuses further work:
/// dispose it and open another one, which continues from the last commit. Cancellation and refused entries leave it usable.
/// </para>
/// </remarks>
public sealed class IndexWriter : IDisposable
{
    private const string LockName = "writer";

    /// <summary>Entries of small commits after which the log is read on, so that the next snapshot finds little to do.</summary>
    private const int MostUnread = 256;

    // Locks are taken in this order: those of the upkeep, a commit at a time (the gate of the head), a change at a time (the intake).
    private readonly IDisposable _lock;
    private readonly CommitHead _head;
    private readonly Intake _intake;
    private readonly Upkeep _upkeep;
    private readonly PendingCommit _commit;
    private long _done;
    private int _isDisposed;

    private IndexWriter(IDisposable heldLock, CommitFollower follower, IndexOptions options, SnapshotState state)
    {
        (_lock, _head) = (heldLock, new CommitHead(follower, options, state));
        (_commit, _intake, _upkeep) = (new PendingCommit(_head), new Intake(_head), new Upkeep(_head));
    }

    /// <summary>Adds an entry, in place of an earlier one with the same key.</summary>
    /// <param name="entry">The entry. Nothing of it is kept by reference.</param>
    /// <exception cref="ArgumentException">The key is empty, a text names no text field, or a value cannot be stored.</exception>
    /// <exception cref="VectorRefusedException">The vector does not fit the index; the message names key and value.</exception>
    /// <exception cref="IOException">Pending entries had to be written and could not be.</exception>
    public void Upsert(IndexEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _intake.Spills.ThrowFailure();
        MustBeUsable();
        _intake.Upsert(entry);
        _upkeep.HoldBack();
    }

    /// <summary>Removes an entry; nothing happens when there is none with this key.</summary>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public void Delete(EntryKey key)
    {
        _ = EntryBuffer.KeyBytes(key);
        MustBeUsable();
        _intake.Delete(key);
    }

    /// <summary>Removes every entry.</summary>
    public void DeleteAll()
    {
        MustBeUsable();
        _intake.DeleteAll();
    }

    /// <summary>Makes all changes so far visible and durable, those of other threads too.</summary>
    /// <param name="cancellationToken">Ends the work early; the changes stay pending then.</param>
    /// <returns>The number of a commit that holds them; the same as before when nothing changed.</returns>
    /// <exception cref="IOException">A file could not be written. After reopening, the index is at the old or the new commit.</exception>
    public long Commit(CancellationToken cancellationToken)
    {
        MustBeUsable();
        ThrowFailure();
        var asked = _intake.Asked;
        lock (_head.Gate)
        {
            MustBeUsable();

            // Whoever held the gate before may have taken these changes along.
            if (_done < asked)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _head.Guarded(() => CommitPending(cancellationToken));
            }

            if (_head.Log.IsFull || _commit.Unread >= MostUnread)
            {
                _commit.ForgetUnread();
                _upkeep.AskForRoll();
            }

            return _head.Number;
        }
    }

    /// <summary>Commits, then rewrites whatever holds deleted entries, the log too, so that their bytes are in no file any more.</summary>
    /// <remarks>
    /// Files that open snapshots still read vanish from the folder at once, and from the disk when those snapshots are disposed.
    /// Commits of other threads wait meanwhile.
    /// </remarks>
    /// <param name="cancellationToken">Ends the work early; what was deleted may still stand in files then.</param>
    /// <returns>The commit number; the same as before when nothing changed and nothing was deleted.</returns>
    /// <exception cref="IOException">A file could not be written or removed.</exception>
    public long Purge(CancellationToken cancellationToken)
    {
        Commit(cancellationToken);
        _upkeep.Purge(cancellationToken);
        lock (_head.Gate) return _head.Number;
    }

    /// <summary>Turns the log into a segment and merges until nothing is left to merge. Commits and searches go on meanwhile.</summary>
    /// <remarks>Call it where a batch ends, so that whoever opens the index next finds few segments and no log to read.</remarks>
    /// <param name="cancellationToken">Ends the work early; the index is as good as before then.</param>
    /// <exception cref="IOException">A file could not be written. Nothing is lost.</exception>
    public void Settle(CancellationToken cancellationToken) => Settle(int.MaxValue, cancellationToken);

    /// <summary>As <see cref="Settle(CancellationToken)"/>, then merges on until at most so many segments are left, if <see cref="IndexOptions.MaxMergedBytes"/> allows it.</summary>
    /// <param name="mostSegments">At least 1. Reaching 1 rewrites the whole index: for one that is seldom changed and often searched.</param>
    /// <param name="cancellationToken">Ends the work early; the index is as good as before then.</param>
    /// <exception cref="IOException">A file could not be written. Nothing is lost.</exception>
    public void Settle(int mostSegments, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostSegments, 1);
        MustBeUsable();
        ThrowFailure();
        _upkeep.Settle(mostSegments, cancellationToken);
    }

    /// <summary>Breaks off merging, makes a segment of a long log, and gives the lock back. What was not committed is lost.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0) return;
        _upkeep.Dispose();
        lock (_head.Gate)
        {
            if (!_head.IsFailed) _head.Log.Seal(_head.Number);
            _head.Log.Dispose();
        }

        _intake.Dispose();
        _head.Follower.Release();
        _lock.Dispose();
    }

    internal static IndexWriter Open(CommitFollower follower, IndexSchema asked, IndexOptions options)
    {
        var heldLock = follower.Directory.Lock(LockName);
        try
        {
            follower.Hold();
        }
        catch
        {
            heldLock.Dispose();
            throw;
        }

        IndexWriter? writer = null;
        try
        {
            if (follower.Directory.ReadSmall(CommitFile.Name) is null) follower.Directory.Publish(CommitFile.Name, new CommitFile(0, 1, 0, asked, []).Encode());
            var state = follower.Pin();
            try
            {
                writer = new IndexWriter(heldLock, follower, options, state);
                writer._head.Log.Resume(state);
                writer._head.Sweep(state.Commit, mustSucceed: false);
            }
            finally
            {
                state.Release();
            }

            writer._upkeep.RollOutdated();
            return writer;
        }
        catch
        {
            if (writer is not null)
            {
                writer.Dispose();
            }
            else
            {
                follower.Release();
                heldLock.Dispose();
            }

            throw;
        }
    }

    private void CommitPending(CancellationToken cancellationToken)
    {
        var (changes, asked) = _intake.Take(cancellationToken);
        try
        {
            if (_commit.Make(changes, cancellationToken)) _upkeep.AskForMerges();
        }
        catch (OperationCanceledException)
        {
            _intake.PutBack(changes);
            throw;
        }

        _done = asked;
    }

    private void ThrowFailure()
    {
        _intake.Spills.ThrowFailure();
        _upkeep.ThrowFailure();
    }

    private void MustBeUsable()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);
        _head.MustBeSound();
    }
}
