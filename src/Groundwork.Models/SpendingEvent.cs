namespace Groundwork.Models;

/// <summary>One line of a spending journal.</summary>
/// <param name="Number">Number of the attempt within its process, ≥ 1. With the process it names the attempt.</param>
public abstract record SpendingEvent(long Number)
{
    /// <summary>Something was set aside; the attempt may have been sent.</summary>
    /// <param name="Number">The attempt.</param>
    /// <param name="At">When.</param>
    /// <param name="Attempt">What it was.</param>
    /// <param name="Most">Tokens it can use at most.</param>
    /// <param name="Accounts">Numbers of the budget accounts it counts on.</param>
    public sealed record Reserved(long Number, DateTimeOffset At, AttemptFacts Attempt, TokenUsage Most, IReadOnlyList<long> Accounts) : SpendingEvent(Number);

    /// <summary>The attempt ended and this is what it used.</summary>
    /// <param name="Number">The attempt.</param>
    /// <param name="Usage">Tokens.</param>
    /// <param name="Source">Who counted them.</param>
    /// <param name="Failure">What went wrong; null for a complete answer.</param>
    /// <param name="IsAborted">The caller gave up.</param>
    /// <param name="FirstToken">From sending to the first content, to the microsecond; null where none came.</param>
    /// <param name="Duration">From sending to the end, to the microsecond.</param>
    public sealed record Settled(long Number, TokenUsage Usage, UsageSource Source, ModelFailure? Failure, bool IsAborted, TimeSpan? FirstToken, TimeSpan Duration)
        : SpendingEvent(Number);

    /// <summary>Nothing was sent; everything went back.</summary>
    /// <param name="Number">The attempt.</param>
    public sealed record Returned(long Number) : SpendingEvent(Number);

    /// <summary>An answer was replayed.</summary>
    /// <param name="Number">Of its own, like an attempt's.</param>
    /// <param name="At">When.</param>
    /// <param name="Attempt">The attempt that would have been made.</param>
    /// <param name="Kind">Where the answer came from.</param>
    /// <param name="Duration">How long it took, to the microsecond.</param>
    public sealed record Replayed(long Number, DateTimeOffset At, AttemptFacts Attempt, ReplayKind Kind, TimeSpan Duration) : SpendingEvent(Number);
}
