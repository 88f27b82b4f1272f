namespace Groundwork.Models.Calls;

/// <summary>The total timeout of one call, over all its attempts and waits.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly CancellationTokenSource _total;
    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;
    private readonly long _started;

    public CallDeadline(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        _limit = limit;
        _time = time;
        _started = time.GetTimestamp();
        _total = new CancellationTokenSource(limit, time);
        Caller = caller;
    }

    /// <summary>The token the caller gave.</summary>
    public CancellationToken Caller { get; }

    public CancellationToken Total => _total.Token;

    public bool HasPassed => _total.IsCancellationRequested;

    public TimeSpan Remaining => _limit - _time.GetElapsedTime(_started);

    /// <summary>Waits before the next attempt; ends early, as a cancellation, when the caller or the total does.</summary>
    public async Task WaitAsync(TimeSpan delay)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Caller, Total);
        await Task.Delay(delay, _time, either.Token);
    }

    public void Dispose() => _total.Dispose();
}
