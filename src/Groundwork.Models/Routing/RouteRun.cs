using Groundwork.Models.Metering;

namespace Groundwork.Models.Routing;

/// <summary>One call on a route: asks the candidates until one answers, and keeps note of those that did not.</summary>
/// <typeparam name="T">An answer, or a stream that has begun.</typeparam>
internal sealed class RouteRun<T>(RouteState route, CallContext context, RoutedCall<T> call, CancellationToken caller) : IAttemptOwner
{
    private readonly long _startedAt = route.Time.GetTimestamp();
    private readonly RoutePlace[] _candidates = TargetOrder.Of(route, call);
    private readonly Lock _gate = new();
    private List<FailedAttempt>? _failed;
    private ModelException? _last;
    private bool _isAnyTransient;
    private int _next;
    private int _sent;

    public RouteState Route => route;

    public bool IsStreamed => call.IsStreamed;

    public CancellationToken Caller => caller;

    public TimeSpan Remaining => route.Route.TotalTimeout - route.Time.GetElapsedTime(_startedAt);

    public bool HasMore => Volatile.Read(ref _next) < _candidates.Length;

    public MeteredAttempt Metered(TargetState state) =>
        new(context, route.Route.Name, call.Use, state.Target, new TokenUsage(call.MostInput, call.OutputOf(state.Target)));

    public long CountInput(Attempt attempt) => call.CountInput(attempt.State, attempt.Sent);

    /// <summary>The answer.</summary>
    /// <exception cref="ModelException">Nobody answered; every attempt is listed.</exception>
    /// <exception cref="BudgetExceededException">A budget does not hold it.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public Task<T> RunAsync() => route.Route.HedgeAfter is { } after && _candidates.Length > 1 ? HedgedAsync(after) : LaneAsync(CancellationToken.None);

    private RouteTrace Trace(Attempt attempt) => new(route.Route.Name, attempt.State.Target.Name, Failed(), null) { DroppedTurns = attempt.DroppedTurns };

    private async Task<T> HedgedAsync(TimeSpan after)
    {
        var first = new CancellationTokenSource();
        var second = new CancellationTokenSource();
        var one = LaneAsync(first.Token);
        if (!await IsSilentAsync(one, after) || !HasMore)
            return await one;
        var other = LaneAsync(second.Token);
        var winner = await Task.WhenAny(one, other);
        if (!winner.IsCompletedSuccessfully)
        {
            winner = winner == one ? other : one;
            await Task.WhenAny(winner);
        }

        route.Losers.Track(winner == one ? LetGoAsync(other, second) : LetGoAsync(one, first));
        if (winner.IsCompletedSuccessfully)
            return await winner;
        // Both failed: what is no failure of a target, such as a budget, is what the caller must know.
        if (one.Exception?.InnerException is ModelException && other.Exception?.InnerException is ModelException)
            throw Exhausted();
        return await (one.Exception?.InnerException is ModelException ? other : one);
    }

    private async Task<bool> IsSilentAsync(Task<T> lane, TimeSpan after)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(caller);
        var pause = Task.Delay(after, route.Time, stop.Token);
        var ended = await Task.WhenAny(lane, pause);
        await stop.CancelAsync();
        return ended == pause && !caller.IsCancellationRequested;
    }

    /// <summary>Ends the lane that lost. Complete once it has let go of everything, which may take it a while.</summary>
    private async Task LetGoAsync(Task<T> lane, CancellationTokenSource end)
    {
        await end.CancelAsync();
        await Task.WhenAny(lane);
        if (lane.IsCompletedSuccessfully)
            await call.DiscardAsync(await lane);
        else
            _ = lane.Exception;
    }

    private async Task<T> LaneAsync(CancellationToken lane)
    {
        while (TakeNext() is { } place)
        {
            var wait = TimeSpan.Zero;
            for (var retries = 0; ; retries++)
            {
                ModelException failure;
                try
                {
                    return await AttemptAsync(place.State, lane);
                }
                catch (ModelException thrown)
                {
                    failure = thrown;
                }

                Note(place.State, failure);
                if (retries >= route.Route.MaxRetries || WaitAfter(failure, wait) is not { } next)
                    break;
                wait = next;
                await WaitAsync(wait, lane);
            }

            if (Remaining <= TimeSpan.Zero)
                break;
        }

        throw Exhausted();
    }

    private async Task<T> AttemptAsync(TargetState state, CancellationToken lane)
    {
        caller.ThrowIfCancellationRequested();
        lane.ThrowIfCancellationRequested();
        if (!state.Circuit.TryPass(out var isTrial))
            throw RouteFailures.LeftAlone(state);
        var attempt = new Attempt(this, state, isTrial, lane);
        try
        {
            await attempt.EnterAsync(context.Caller.Key);
            Interlocked.Increment(ref _sent);
            var answer = await call.AttemptAsync(attempt);
            return call.Explain(answer, Trace(attempt));
        }
        catch (Exception thrown)
        {
            var left = attempt.Fail(thrown);
            attempt.Dispose();
            if (left == thrown)
                throw;
            throw left;
        }
    }

    /// <summary>The wait before the same target is asked again; null if it is not.</summary>
    private TimeSpan? WaitAfter(ModelException failure, TimeSpan last)
    {
        if (!failure.IsTransient || failure.Kind == ModelFailure.LeftAlone)
            return null;
        var wait = failure.RetryAfter is { } asked && asked > TimeSpan.Zero ? asked : route.Jitter.Next(last);
        // Another target answers sooner than one that asks for a long pause.
        if (wait > RetryJitter.Longest && HasMore)
            return null;
        return wait < Remaining ? wait : null;
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken lane)
    {
        if (!lane.CanBeCanceled)
        {
            await Task.Delay(wait, route.Time, caller);
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(caller, lane);
        await Task.Delay(wait, route.Time, either.Token);
    }

    private RoutePlace? TakeNext()
    {
        var index = Interlocked.Increment(ref _next) - 1;
        return index < _candidates.Length ? _candidates[index] : null;
    }

    private void Note(TargetState state, ModelException failure)
    {
        lock (_gate)
        {
            (_failed ??= []).Add(new FailedAttempt(state.Target.Name, failure.Kind, failure.Message));
            _last = failure;
            _isAnyTransient |= failure.IsTransient;
        }
    }

    private FailedAttempt[] Failed()
    {
        lock (_gate)
            return _failed is null ? [] : [.. _failed];
    }

    private ModelException Exhausted()
    {
        lock (_gate)
            return _last is null ? RouteFailures.NobodyCan(route.Route, []) : RouteFailures.All(route.Route, _last, [.. _failed!], _sent, _isAnyTransient);
    }
}
