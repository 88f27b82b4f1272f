namespace Groundwork.Models.Calls;

/// <summary>What may end one attempt: the caller, the total timeout, or silence before the first content.</summary>
/// <remarks>One timer, set anew as the attempt goes on: first token, then total, then a short wait after the finish.</remarks>
internal sealed class AttemptDeadline : IDisposable
{
    // Content is complete once a finish reason arrived; this is only how long the usage that may follow is waited for.
    private static readonly TimeSpan AfterFinish = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _ends;
    private readonly CancellationTokenRegistration _caller;
    private readonly TimeProvider _time;
    private readonly TimeSpan _total;
    private readonly long _started;
    private Stage _stage;

    /// <summary>Begins the attempt.</summary>
    /// <param name="total">Longest duration.</param>
    /// <param name="firstToken">Longest wait for the first content; null where only the total counts.</param>
    /// <param name="time">Measures both.</param>
    /// <param name="caller">The token the caller gave.</param>
    public AttemptDeadline(TimeSpan total, TimeSpan? firstToken, TimeProvider time, CancellationToken caller)
    {
        _time = time;
        _total = total;
        _started = time.GetTimestamp();
        _stage = firstToken < total ? Stage.BeforeContent : Stage.Content;
        Caller = caller;
        _ends = new CancellationTokenSource(_stage == Stage.BeforeContent ? firstToken!.Value : total, time);
        _caller = caller.UnsafeRegister(static ends => ((CancellationTokenSource)ends!).Cancel(), _ends);
    }

    private enum Stage
    {
        BeforeContent,
        Content,
        AfterFinish,
    }

    public CancellationToken Token => _ends.Token;

    public CancellationToken Caller { get; }

    public bool CallerGaveUp => Caller.IsCancellationRequested;

    public bool TotalHasPassed => _ends.IsCancellationRequested && !CallerGaveUp && _stage == Stage.Content;

    public bool WasSilent => _ends.IsCancellationRequested && !CallerGaveUp && _stage != Stage.Content;

    /// <summary>From now on only the total counts.</summary>
    public void ContentArrived()
    {
        if (_stage != Stage.BeforeContent || _ends.IsCancellationRequested)
            return;
        _stage = Stage.Content;
        _ends.CancelAfter(Remaining);
    }

    /// <summary>The content is complete: what follows is waited for only briefly.</summary>
    public void Finished()
    {
        if (_ends.IsCancellationRequested)
            return;
        _stage = Stage.AfterFinish;
        var left = Remaining;
        _ends.CancelAfter(left < AfterFinish ? left : AfterFinish);
    }

    public void Dispose()
    {
        _caller.Dispose();
        _ends.Dispose();
    }

    private TimeSpan Remaining
    {
        get
        {
            var left = _total - _time.GetElapsedTime(_started);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }
}
