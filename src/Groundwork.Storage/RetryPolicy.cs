using System.Text;

namespace Groundwork.Storage;

/// <summary>When a failed job is tried again, and how often.</summary>
/// <param name="First">Longest wait before the second try.</param>
/// <param name="Longest">No wait is longer.</param>
/// <param name="MaxAttempts">Tries in all, ≥ 1; after the last the job is poisoned.</param>
public sealed record RetryPolicy(TimeSpan First, TimeSpan Longest, int MaxAttempts)
{
    private const int MostDoublings = 30;

    /// <summary>
    /// The wait after a failed try: doubled with each, then between half and all of it, so that jobs which failed together do not come
    /// back together.
    /// </summary>
    /// <param name="key">The job; its part of the wait is derived from it, the same in every run.</param>
    /// <param name="attempts">Tries so far, ≥ 1.</param>
    public TimeSpan WaitAfter(string key, int attempts)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        var ticks = Math.Min(Longest.Ticks, First.Ticks * Math.Pow(2, Math.Min(attempts - 1, MostDoublings)));
        return TimeSpan.FromTicks((long)(ticks * (0.5 + Share(key, attempts) / 2)));
    }

    // FNV-1a (Fowler, Noll, Vo), 64 bits, then the finaliser of SplitMix64, because FNV leaves the high bits of short texts alike.
    private static double Share(string key, int attempts)
    {
        var hash = 14695981039346656037UL;
        foreach (var octet in Encoding.UTF8.GetBytes(key)) hash = (hash ^ octet) * 1099511628211UL;
        hash ^= (ulong)attempts * 0x9E3779B97F4A7C15UL;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return ((hash ^ (hash >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
