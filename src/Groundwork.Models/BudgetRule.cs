using Groundwork.Models.Metering;

namespace Groundwork.Models;

/// <summary>A limit that is never passed.</summary>
/// <param name="Name">Unique among budgets; shown when it is exhausted.</param>
/// <param name="Period">When it begins anew.</param>
public sealed record BudgetRule(string Name, BudgetPeriod Period)
{
    /// <summary>Key it holds for; null for every key. <c>*</c> for each key by itself.</summary>
    public string? Key { get; init; }

    /// <summary>User it holds for; null for every user. <c>*</c> for each user by themselves.</summary>
    public string? User { get; init; }

    /// <summary>Route it holds for; null for every route. <c>*</c> for each route by itself.</summary>
    public string? Route { get; init; }

    /// <summary>Most money; null for any.</summary>
    public Money? MaxCost { get; init; }

    /// <summary>Most tokens, input and output; null for any.</summary>
    public long? MaxTokens { get; init; }

    /// <summary>Most requests; null for any.</summary>
    public long? MaxRequests { get; init; }

    /// <summary>The period of a moment, UTC: from when it counts, and when it begins anew; null for never.</summary>
    public (DateTimeOffset Starts, DateTimeOffset? Ends) PeriodOf(DateTimeOffset moment) => BudgetScopes.PeriodOf(Period, moment);
}
