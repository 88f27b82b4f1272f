using Groundwork.Models.Metering;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Routing;

/// <summary>One request to one target: its deadline, its reservation, its place at the gate and its end. It ends once.</summary>
internal sealed class Attempt : IDisposable
{
    private readonly IAttemptOwner _owner;
    private readonly CancellationToken _lane;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenRegistration _callerRegistration;
    private readonly CancellationTokenRegistration _laneRegistration;
    private readonly bool _isTrial;
    private IReservation? _reservation;
    private MeteredAttempt? _metered;
    private TimeSpan? _firstToken;
    private long _sentAt;
    private bool _isInside;
    private bool _isSent;
    private bool _isJudged;
    private bool _isSettled;

    public Attempt(IAttemptOwner owner, TargetState state, bool isTrial, CancellationToken lane)
    {
        _owner = owner;
        _lane = lane;
        _isTrial = isTrial;
        State = state;
        var remaining = owner.Remaining;
        var limit = owner.IsStreamed && owner.Route.Route.FirstTokenTimeout < remaining ? owner.Route.Route.FirstTokenTimeout : remaining;
        // One source with one timer; a linked source for each of its reasons would cost several.
        _deadline = new CancellationTokenSource(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, owner.Route.Time);
        _callerRegistration = owner.Caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _deadline);
        _laneRegistration = lane.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _deadline);
    }

    public TargetState State { get; }

    /// <summary>Ends with the caller, with the race that was lost, or with the deadline.</summary>
    public CancellationToken Token => _deadline.Token;

    /// <summary>Name of the attempt for the provider.</summary>
    public string Id => _reservation!.Id;

    /// <summary>True if another target could still be asked.</summary>
    public bool HasMore => _owner.HasMore;

    /// <summary>Turns that were left out for this target.</summary>
    public int DroppedTurns { get; set; }

    /// <summary>What was sent, where that is less than what was asked.</summary>
    public IReadOnlyList<ChatMessage>? Sent { get; set; }

    private bool IsGivenUp => _owner.Caller.IsCancellationRequested || _lane.IsCancellationRequested;

    /// <summary>Sets aside what the attempt may cost, and waits for a free place: who waits for a budget holds no place that others could use.</summary>
    public async ValueTask EnterAsync(string callerKey)
    {
        _metered = _owner.Metered(State);
        _reservation = await _owner.Route.Meter.ReserveAsync(_metered, Token);
        _isInside = await State.Gate.EnterAsync(callerKey, Token);
        if (!_isInside)
            throw RouteFailures.Busy(State);
        _sentAt = _owner.Route.Time.GetTimestamp();
        // What was cancelled while it waited is not sent any more.
        Token.ThrowIfCancellationRequested();
        _isSent = true;
    }

    /// <summary>The first content came: from now on only the total deadline counts.</summary>
    public void ContentArrived()
    {
        _firstToken = _owner.Route.Time.GetElapsedTime(_sentAt);
        State.FirstToken.Observe(_firstToken.Value);
        var remaining = _owner.Remaining;
        _deadline.CancelAfter(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero);
    }

    /// <summary>What the provider counted; null if it did not say, or cannot be right.</summary>
    public TokenUsage? Reported(UsageDetails? usage) => ReportedUsage.Of(usage, _metered!.Most);

    /// <summary>The answer is complete.</summary>
    /// <param name="reported">What the provider counted; null to book what was counted here.</param>
    /// <param name="countedOutput">Output tokens counted here.</param>
    /// <param name="failure">Set where the answer is complete and of no use.</param>
    public void Complete(TokenUsage? reported, long countedOutput, ModelFailure? failure = null)
    {
        Judge(failure: null);
        if (!_owner.IsStreamed)
            State.Whole.Observe(_owner.Route.Time.GetElapsedTime(_sentAt));
        Settle(reported, countedOutput, failure, isAborted: false);
    }

    /// <summary>The caller left while the answer came.</summary>
    public void Abort(TokenUsage? reported, long countedOutput)
    {
        Judge(failure: null);
        Settle(reported, countedOutput, failure: null, isAborted: true);
    }

    /// <summary>The attempt failed. Once it has ended, this only explains.</summary>
    /// <param name="thrown">What ended it.</param>
    /// <param name="reported">What the provider counted until then.</param>
    /// <param name="countedOutput">Tokens of what was received; null if nothing was.</param>
    /// <returns>What to leave with.</returns>
    public Exception Fail(Exception thrown, TokenUsage? reported = null, long? countedOutput = null)
    {
        var left = Explain(thrown);
        if (_isSent)
            Judge(left);
        // What was never sent is not booked: disposing gives everything back, the request too.
        if (_reservation is null || _isSettled || !_isSent || IsRefusedHere(thrown))
            return left;
        var failure = (left as ModelException)?.Kind;
        var isWorkPaid = left is ModelException { StatusCode: 200 };
        reported ??= Reported((left as ModelException)?.Usage);
        var isAborted = left is OperationCanceledException;
        if (countedOutput is null && !isWorkPaid && IsFree(failure))
            Book(default, UsageSource.None, failure, isAborted);
        else if (reported is null && countedOutput is null && _metered!.Use == ModelUse.Chat)
            // An answer of which nothing was seen may have been thought, or written, and billed, up to its limit.
            Book(_metered.Most, UsageSource.InDoubt, failure, isAborted);
        else
            Settle(reported, countedOutput ?? 0, failure, isAborted);
        return left;
    }

    /// <summary>Leaves the gate and gives up what is still held.</summary>
    public void Dispose()
    {
        if (!_isJudged)
            State.Circuit.Withdrawn(_isTrial);
        _isJudged = true;
        if (_isInside)
            State.Gate.Leave();
        _isInside = false;
        _reservation?.Dispose();
        _reservation = null;
        _laneRegistration.Dispose();
        _callerRegistration.Dispose();
        _deadline.Dispose();
    }

    /// <summary>A status of its own, before any content, is not billed; neither is what never arrived.</summary>
    private static bool IsFree(ModelFailure? failure) => failure is
        ModelFailure.Unreachable or ModelFailure.Refused or ModelFailure.NotFound or ModelFailure.RateLimited or ModelFailure.BadRequest or ModelFailure.ServerFault or ModelFailure.TooLong;

    /// <summary>Its provider's client could not say it, or the target could not hold it: nothing left this process.</summary>
    private static bool IsRefusedHere(Exception thrown) => thrown is NotSupportedException or ArgumentException or ModelException { Kind: ModelFailure.TooLong, Attempts: 0 };

    private Exception Explain(Exception thrown)
    {
        if (IsGivenUp && thrown is (OperationCanceledException or IOException or HttpRequestException))
            return new OperationCanceledException("The call was cancelled.", thrown, _owner.Caller);
        return thrown switch
        {
            OperationCanceledException when _reservation is null => RouteFailures.BudgetTooSlow(_owner.Route.Route, State, thrown),
            OperationCanceledException => RouteFailures.TimedOut(_owner.Route.Route, State, thrown, _isSent, _firstToken is not null, _owner.Remaining),
            NotSupportedException => RouteFailures.Unsupported(State, thrown),
            _ => thrown,
        };
    }

    private void Judge(Exception? failure)
    {
        if (_isJudged)
            return;
        _isJudged = true;
        switch (failure)
        {
            case null:
                State.Circuit.Answered(_isTrial);
                break;
            case ModelException { Kind: ModelFailure.TooLong }:
            case not ModelException:
                State.Circuit.Withdrawn(_isTrial);
                break;
            case ModelException { IsTransient: true } or ModelException { Kind: ModelFailure.Unreachable or ModelFailure.ServerFault or ModelFailure.Nonsense }:
                State.Circuit.Failed(_owner.Route.Route.Circuit, _isTrial);
                break;
            default:
                State.Circuit.Answered(_isTrial);
                break;
        }
    }

    private void Settle(TokenUsage? reported, long countedOutput, ModelFailure? failure, bool isAborted)
    {
        if (reported is { } usage)
            Book(usage, UsageSource.Provider, failure, isAborted);
        else if (!_isSettled)
            Book(new TokenUsage(Math.Min(_owner.CountInput(this), _metered!.Most.Input), Math.Min(countedOutput, _metered.Most.Output)), UsageSource.Counted, failure, isAborted);
    }

    private void Book(TokenUsage usage, UsageSource source, ModelFailure? failure, bool isAborted)
    {
        if (_isSettled)
            return;
        _isSettled = true;
        _reservation!.Settle(new Settlement(usage, source, failure, isAborted, _firstToken, _owner.Route.Time.GetElapsedTime(_sentAt)));
    }
}
