namespace Groundwork.Models.Routing;

/// <summary>Lets so many requests through at a time. Others wait in a line per caller, and the lines take turns.</summary>
/// <remarks>
/// A caller with a thousand waiting requests delays another by one request only. Within a line, order is that of arrival. Both the lines
/// and all waiting together are bounded: who finds them full is told at once.
/// </remarks>
internal sealed class FairGate(int slots)
{
    /// <summary>Most requests of one caller that wait.</summary>
    public const int LongestLine = 4096;

    /// <summary>Most requests that wait.</summary>
    public const int MostWaiting = 16_384;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);
    private readonly LinkedList<Line> _turns = new();
    private int _inside;
    private int _waiting;

    /// <summary>Requests that are inside.</summary>
    public int Inside => Volatile.Read(ref _inside);

    /// <summary>Requests that wait.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Completes with true once the request is inside, or with false at once if too many wait.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the request is not inside.</exception>
    public ValueTask<bool> EnterAsync(string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_gate)
        {
            if (_inside < slots)
            {
                _inside++;
                return new ValueTask<bool>(true);
            }

            if (_waiting >= MostWaiting)
                return new ValueTask<bool>(false);
            if (!_lines.TryGetValue(key, out var line))
            {
                line = new Line(key);
                _lines.Add(key, line);
                _turns.AddLast(line.Turn);
            }

            if (line.Waiters.Count >= LongestLine)
                return new ValueTask<bool>(false);
            waiter = new Waiter(this, line, cancellationToken);
            line.Waiters.AddLast(waiter.Place);
            _waiting++;
        }

        return new ValueTask<bool>(WaitAsync(waiter));
    }

    /// <summary>Ends a stay; the next in turn enters.</summary>
    public void Leave()
    {
        Waiter next;
        lock (_gate)
        {
            if (_turns.First is not { } turn)
            {
                _inside--;
                return;
            }

            next = turn.Value.Waiters.First!.Value;
            RemoveLocked(next);
            if (turn.Value.Waiters.Count > 0)
            {
                _turns.Remove(turn);
                _turns.AddLast(turn);
            }
        }

        next.SetResult(true);
    }

    private static async Task<bool> WaitAsync(Waiter waiter)
    {
        await using var registration = waiter.Cancellation.UnsafeRegister(static state => ((Waiter)state!).GiveUp(), waiter);
        return await waiter.Task;
    }

    private void RemoveLocked(Waiter waiter)
    {
        var line = waiter.Line;
        line.Waiters.Remove(waiter.Place);
        _waiting--;
        if (line.Waiters.Count > 0)
            return;
        _turns.Remove(line.Turn);
        _lines.Remove(line.Key);
    }

    private sealed class Line
    {
        public Line(string key)
        {
            Key = key;
            Turn = new LinkedListNode<Line>(this);
        }

        public string Key { get; }

        public LinkedListNode<Line> Turn { get; }

        public LinkedList<Waiter> Waiters { get; } = new();
    }

    // Continuations run elsewhere: whoever leaves must not run the next request.
    private sealed class Waiter : TaskCompletionSource<bool>
    {
        private readonly FairGate _owner;

        public Waiter(FairGate owner, Line line, CancellationToken cancellation)
            : base(TaskCreationOptions.RunContinuationsAsynchronously)
        {
            _owner = owner;
            Line = line;
            Cancellation = cancellation;
            Place = new LinkedListNode<Waiter>(this);
        }

        public Line Line { get; }

        public CancellationToken Cancellation { get; }

        public LinkedListNode<Waiter> Place { get; }

        public void GiveUp()
        {
            lock (_owner._gate)
            {
                // Not in its line any more: the slot was given to it a moment before.
                if (Place.List is null)
                    return;
                _owner.RemoveLocked(this);
            }

            SetCanceled(Cancellation);
        }
    }
}
