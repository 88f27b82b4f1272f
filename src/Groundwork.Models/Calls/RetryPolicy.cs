namespace Groundwork.Models.Calls;

/// <summary>When and after which wait a failed attempt is repeated.</summary>
/// <remarks>Exponential back-off with half of each step random, so that clients that failed together do not return together.</remarks>
internal sealed class RetryPolicy(int maxRetries, Random jitter)
{
    private static readonly TimeSpan FirstStep = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(60);

    private readonly Lock _jitterLock = new();

    /// <summary>The wait before the next attempt; null if the failure is final.</summary>
    /// <param name="failure">What the attempt ended with.</param>
    /// <param name="attempts">Attempts so far, ≥ 1.</param>
    /// <param name="remaining">Time left of the call; a wait that would not end within it is not begun.</param>
    public TimeSpan? WaitAfter(ModelException failure, int attempts, TimeSpan remaining)
    {
        if (!failure.IsTransient || attempts > maxRetries)
            return null;
        var wait = failure.RetryAfter is { } asked && asked > TimeSpan.Zero
            ? (asked < LongestRetryAfter ? asked : LongestRetryAfter)
            : BackOff(attempts);
        return wait < remaining ? wait : null;
    }

    private TimeSpan BackOff(int attempts)
    {
        double chance;
        lock (_jitterLock)
            chance = jitter.NextDouble();
        var step = Math.Min(FirstStep.TotalMilliseconds * Math.Pow(2, attempts - 1), LongestStep.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(step * (0.5 + 0.5 * chance));
    }
}
