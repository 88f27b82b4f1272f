using Groundwork.Search.Commits;

namespace Groundwork.Search.Writing;

/// <summary>Takes in what a writer is asked between commits. Where it grows large, a thread writes it to segment files that the commit will name.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class Intake : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Longer = TimeSpan.FromMilliseconds(20);
    private readonly Lock _changing = new();
    private readonly ManualResetEventSlim _spilled = new(initialState: true);
    private readonly AnalyzerSet _analyzers = new();
    private readonly CommitHead _head;
    private PendingChanges _pending;
    private long _asked;
    private int _spillStops;

    public Intake(CommitHead head)
    {
        _head = head;
        _pending = NewPending();
        Spills = new BackgroundWork("Groundwork index spills", SpillStep);
    }

    public BackgroundWork Spills { get; }

    /// <summary>Changes asked for so far.</summary>
    public long Asked
    {
        get
        {
            lock (_changing) return _asked;
        }
    }

    /// <summary>Takes in an entry. Where entries come faster than they are spilled it takes a moment longer.</summary>
    public void Upsert(IndexEntry entry)
    {
        var most = _head.Options.SpillBytes;
        long held;
        lock (_changing)
        {
            _pending.Upsert(entry);
            _asked++;
            held = _pending.Held.Bytes;
            if (held > most && _pending.Spilling is null && _spillStops == 0)
            {
                _pending.BeginSpill();
                _spilled.Reset();
                Spills.Ask();
                held = 0;
            }
        }

        // Many short waits rather than a long one; but memory has an end.
        if (held > 2 * most) _spilled.Wait();
        else if (held > most / 2) _spilled.Wait(held > most ? Longer : Moment);
    }

    public void Delete(EntryKey key)
    {
        lock (_changing)
        {
            _pending.Delete(key);
            _asked++;
        }
    }

    public void DeleteAll() => WithoutSpill(CancellationToken.None, () =>
    {
        _pending.DeleteAll(_head.Numbers);
        _asked++;
    });

    /// <summary>Hands over all changes that are not committed.</summary>
    /// <returns>They, and how many were ever asked for.</returns>
    public (PendingChanges Changes, long Asked) Take(CancellationToken cancellationToken)
    {
        PendingChanges? taken = null;
        var asked = 0L;
        WithoutSpill(cancellationToken, () => (taken, _pending, asked) = (_pending, NewPending(), _asked));
        Spills.ThrowFailure();
        _head.MustBeSound();
        return (taken!, asked);
    }

    /// <summary>Takes changes back that could not be committed.</summary>
    public void PutBack(PendingChanges changes) => WithoutSpill(CancellationToken.None, () =>
    {
        changes.Append(_pending, _head.Numbers);
        _pending = changes;
    });

    /// <summary>Forgets what is pending.</summary>
    public void Dispose()
    {
        Spills.Dispose();

        // A spill that was asked for and never began would be waited for in vain.
        _spilled.Set();
        lock (_changing)
        {
            _pending.EndSpill();
            _pending.Release(_head.Numbers);
        }

        _spilled.Dispose();
    }

    private PendingChanges NewPending() => new(_head.Schema, _analyzers, _head.Follower.Cache);

    /// <summary>Changes what is pending while nothing of it is being spilled.</summary>
    private void WithoutSpill(CancellationToken cancellationToken, Action change)
    {
        lock (_changing) _spillStops++;
        try
        {
            _spilled.Wait(cancellationToken);
            lock (_changing) change();
        }
        finally
        {
            lock (_changing) _spillStops--;
        }
    }

    private bool SpillStep(CancellationToken cancellationToken)
    {
        Spill? spill;
        lock (_changing) spill = _pending.Spilling;
        if (spill is null) return false;
        try
        {
            _head.Guarded(() =>
            {
                spill.Write(inputs => _head.WriteSegment(inputs, graphThreads: 0, cancellationToken));
                lock (_changing) _pending.EndSpill();
            });
        }
        finally
        {
            _spilled.Set();
        }

        return false;
    }
}
