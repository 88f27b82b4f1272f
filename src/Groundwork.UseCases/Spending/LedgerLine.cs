using Groundwork.Models;

namespace Groundwork.UseCases.Spending;

/// <summary>An attempt or a replay as the ledger keeps it.</summary>
internal sealed record LedgerLine(string Id, DateTimeOffset At, AttemptFacts Attempt, TokenUsage Usage, UsageSource Source, IReadOnlyList<long> Accounts)
{
    public ModelFailure? Failure { get; init; }

    public ReplayKind? Replay { get; init; }

    public bool IsAborted { get; init; }

    public TimeSpan? FirstToken { get; init; }

    /// <summary>Null where nobody saw the end.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>A cost that follows from no price.</summary>
    public Money Lump { get; init; }

    public Money Cost => Attempt.Price?.Of(Usage) ?? Lump;

    /// <summary>What it counts on budgets. A replay counts nothing.</summary>
    public Models.Spending Spent => Replay is null ? new Models.Spending(Cost, Usage.Total, 1) : default;

    /// <summary>The total of a day that it belongs to.</summary>
    public DayKey Day => new(
        At.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Attempt.Key, Attempt.User ?? string.Empty, Attempt.Tenant, Attempt.Route, Attempt.Target,
        Attempt.Model, Attempt.Use.ToString(), Source.ToString(), Failure?.ToString() ?? string.Empty, Replay?.ToString() ?? string.Empty, IsAborted);
}
