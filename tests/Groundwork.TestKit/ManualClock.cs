namespace Groundwork.TestKit;

/// <summary>A clock that moves only when told. Its timers fire in <see cref="Advance"/>, on the calling thread, in order of their time.</summary>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    // Only a test that would otherwise hang for ever meets this.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<TimerWatch> _watches = [];
    private DateTimeOffset _now = start;
    private long _timersMade;

    public ManualClock() : this(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)) { }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves the clock. A timer sees the clock at its own time, and one that it starts fires too if it falls within the same move.</summary>
    public void Advance(TimeSpan by)
    {
        DateTimeOffset target;
        lock (_lock)
            target = _now + by;
        while (TakeDue(target) is { } due)
            due.Fire();
        lock (_lock)
            _now = target;
    }

    /// <summary>A timer due at once fires at once, before this returns; a real one might.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state, Interlocked.Increment(ref _timersMade));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// Completes once some running timer is due in a time that <paramref name="matches"/>; the result is that time. This is how a test
    /// knows that the code under test has begun to wait.
    /// </summary>
    public Task<TimeSpan> TimerDueAsync(Func<TimeSpan, bool> matches)
    {
        lock (_lock)
        {
            foreach (var timer in _timers)
                if (matches(timer.Due - _now))
                    return Task.FromResult(timer.Due - _now);
            var watch = new TimerWatch(matches, new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously));
            _watches.Add(watch);
            return watch.Seen.Task.WaitAsync(Patience);
        }
    }

    /// <summary>Completes once some running timer is due in exactly this time.</summary>
    public Task TimerDueAsync(TimeSpan due) => TimerDueAsync(candidate => candidate == due);

    private ManualTimer? TakeDue(DateTimeOffset target)
    {
        lock (_lock)
        {
            var due = _timers.Where(timer => timer.Due <= target).OrderBy(timer => timer.Due).ThenBy(timer => timer.Number).FirstOrDefault();
            if (due is null)
                return null;
            _now = due.Due > _now ? due.Due : _now;
            if (due.Period > TimeSpan.Zero)
                due.Due += due.Period;
            else
                _timers.Remove(due);
            return due;
        }
    }

    private void Schedule(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        List<TimerWatch> seen;
        lock (_lock)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return;
            timer.Due = _now + dueTime;
            timer.Period = period;
            _timers.Add(timer);
            seen = _watches.FindAll(watch => watch.Matches(dueTime));
            _watches.RemoveAll(seen.Contains);
        }

        foreach (var watch in seen)
            watch.Seen.SetResult(dueTime);
        if (dueTime == TimeSpan.Zero)
            Advance(TimeSpan.Zero);
    }

    private void Forget(ManualTimer timer)
    {
        lock (_lock)
            _timers.Remove(timer);
    }

    private sealed record TimerWatch(Func<TimeSpan, bool> Matches, TaskCompletionSource<TimeSpan> Seen);

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state, long number) : ITimer
    {
        private volatile bool _isDisposed;

        public long Number { get; } = number;

        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; set; }

        public void Fire()
        {
            if (!_isDisposed)
                callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_isDisposed)
                return false;
            clock.Schedule(this, dueTime, period);
            return true;
        }

        public void Dispose()
        {
            _isDisposed = true;
            clock.Forget(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
