namespace Groundwork.UseCases;

/// <summary>A limit and where it stands.</summary>
/// <param name="Name">Name of the budget.</param>
/// <param name="Period"><c>day</c>, <c>month</c> or <c>total</c>.</param>
/// <param name="Key">Key it holds for; null for all, <c>*</c> for each by itself.</param>
/// <param name="User">The same for users.</param>
/// <param name="Route">The same for routes.</param>
/// <param name="Limit">What it allows; null members are not limited.</param>
/// <param name="RenewsAt">When it begins anew, UTC; null for never.</param>
/// <param name="Scopes">How many accounts it has in this period: one, or one for each by itself that asked for something.</param>
/// <param name="Accounts">Those that spent the most, at most 50.</param>
public sealed record BudgetReply(
    string Name, string Period, string? Key, string? User, string? Route, SpendingLimit Limit, DateTimeOffset? RenewsAt, long Scopes, IReadOnlyList<BudgetAccountReply> Accounts);
