namespace Groundwork.Models.Routing;

/// <summary>Waits between attempts at one target: decorrelated jitter.</summary>
/// <remarks>
/// Each wait is drawn between half a second and three times the last one, at most 8 s, so that clients that failed together do not
/// return together (M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
/// </remarks>
internal sealed class RetryJitter(int seed)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(500);
    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();

    /// <summary>Longest wait that is drawn.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromSeconds(8);

    /// <summary>The wait after one of <paramref name="last"/>; zero for none yet.</summary>
    public TimeSpan Next(TimeSpan last)
    {
        var upTo = Math.Max(Shortest.TotalSeconds, last.TotalSeconds * 3);
        var drawn = Shortest.TotalSeconds + (Chance() * (upTo - Shortest.TotalSeconds));
        return TimeSpan.FromSeconds(Math.Min(drawn, Longest.TotalSeconds));
    }

    /// <summary>A number in [0, 1).</summary>
    public double Chance()
    {
        lock (_gate)
            return _random.NextDouble();
    }
}
