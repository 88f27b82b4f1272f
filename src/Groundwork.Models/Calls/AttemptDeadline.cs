namespace Groundwork.Models.Calls;

/// <summary>What may end one attempt: the caller, the total timeout, or silence before the first content.</summary>
internal sealed class AttemptDeadline : IDisposable
{
    // Content is complete once a finish reason arrived; this is only how long the usage that may follow is waited for.
    private static readonly TimeSpan AfterFinish = TimeSpan.FromSeconds(5);

    private readonly CallDeadline _call;
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenSource _any;

    public AttemptDeadline(CallDeadline call, TimeSpan? firstToken, TimeProvider time)
    {
        _call = call;
        _silence = new CancellationTokenSource(firstToken ?? Timeout.InfiniteTimeSpan, time);
        _any = CancellationTokenSource.CreateLinkedTokenSource(call.Caller, call.Total, _silence.Token);
    }

    public CancellationToken Token => _any.Token;

    public bool CallerGaveUp => _call.Caller.IsCancellationRequested;

    public bool TotalHasPassed => _call.HasPassed;

    public bool WasSilent => _silence.IsCancellationRequested;

    public CancellationToken Caller => _call.Caller;

    public void ContentArrived() => _silence.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Finished() => _silence.CancelAfter(AfterFinish);

    public void Dispose()
    {
        _any.Dispose();
        _silence.Dispose();
    }
}
