namespace Groundwork.Models;

/// <summary>Where the spending of one budget adds up: one period, and one key, user or route where the budget holds for each by itself.</summary>
/// <param name="Budget">Name of the <see cref="BudgetRule"/>.</param>
/// <param name="Scope">The key, user and route it stands for; empty where the budget is not for each by itself.</param>
/// <param name="Starts">First moment of its period, UTC; the first moment of time for a budget that lasts for ever.</param>
public sealed record BudgetAccount(string Budget, string Scope, DateTimeOffset Starts);
