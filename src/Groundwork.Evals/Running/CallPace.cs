namespace Groundwork.Evals.Running;

/// <summary>Spreads calls evenly over time: the first goes at once, each other as soon as its share of a minute has passed since the one before.</summary>
internal sealed class CallPace(double? maxPerMinute, TimeProvider time)
{
    private readonly TimeSpan _apart = maxPerMinute is { } rate ? TimeSpan.FromMinutes(Math.Min(1 / rate, TimeSpan.FromDays(1).TotalMinutes)) : TimeSpan.Zero;
    private readonly Lock _lock = new();
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        if (_apart == TimeSpan.Zero) return;
        TimeSpan pause;
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var mine = _next > now ? _next : now;
            _next = mine + _apart;
            pause = mine - now;
        }

        if (pause > TimeSpan.Zero) await Task.Delay(pause, time, cancellationToken);
    }
}
