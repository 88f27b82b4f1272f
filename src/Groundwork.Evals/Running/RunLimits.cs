namespace Groundwork.Evals.Running;

/// <summary>Budgets of one start of a run, and why it stops. Safe for concurrent use.</summary>
/// <param name="request">The limits.</param>
/// <param name="dollarsBefore">What the run has cost before.</param>
internal sealed class RunLimits(RunRequest request, decimal dollarsBefore)
{
    private readonly Lock _lock = new();
    private decimal _dollars = dollarsBefore;
    private int _begun;
    private int _ended;
    private int _failed;

    public string? StopReason { get; private set; }

    public int Calls
    {
        get
        {
            lock (_lock) return _begun;
        }
    }

    /// <summary>Counts a call that is about to be made; false when none may be made any more.</summary>
    public bool TryBegin()
    {
        lock (_lock)
        {
            if (StopReason is not null) return false;
            if (request.MaxDollars is { } dollars && _dollars >= dollars)
                StopReason = FormattableString.Invariant($"The budget of ${dollars} is spent: the run has cost ${_dollars}. Raise the budget to go on.");
            else if (request.MaxCalls is { } calls && _begun >= calls)
                StopReason = FormattableString.Invariant($"The subject was called {_begun} times, as often as allowed. Start the run again to go on.");
            else
                _begun++;
            return StopReason is null;
        }
    }

    /// <summary>A call that was counted is not made.</summary>
    public void TakeBack()
    {
        lock (_lock) _begun--;
    }

    public void Stop(string reason)
    {
        lock (_lock) StopReason ??= reason;
    }

    public void Count(Observation observation)
    {
        lock (_lock)
        {
            _ended++;
            if (observation.Outcome == ObservedOutcome.Failed) _failed++;
            _dollars += observation.Cost.Dollars ?? 0;
            if (request.MaxDollars is { } dollars && observation is { Cost.Dollars: null, Outcome: not ObservedOutcome.Failed })
                StopReason ??= FormattableString.Invariant($"The subject tells no price, so a budget of ${dollars} cannot be kept. Limit the number of calls instead.");
            if (request.StopEarly is { } early && _ended >= early.After && _failed > early.Share * _ended)
                StopReason ??= FormattableString.Invariant($"{_failed} of the first {_ended} samples failed, the last one with: {observation.Error ?? "no error"}. Mend the subject and measure it afresh, or let the run go through to its end however many fail.");
        }
    }
}
