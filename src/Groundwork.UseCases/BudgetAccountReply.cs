namespace Groundwork.UseCases;

/// <summary>Where one account of a budget stands.</summary>
/// <param name="Scope">Such as <c>key=k1</c>; empty where the budget is one for all.</param>
/// <param name="Spent">Booked.</param>
/// <param name="Held">Set aside by running processes, spent and not yet booked included.</param>
public sealed record BudgetAccountReply(string Scope, SpendingReply Spent, SpendingReply Held);
