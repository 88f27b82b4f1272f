namespace Groundwork.UseCases;

/// <summary>The models that can be reached, and their budgets.</summary>
/// <param name="Routes">In the order of the settings.</param>
/// <param name="Budgets">In the order of the settings.</param>
public sealed record ModelsReply(IReadOnlyList<RouteReply> Routes, IReadOnlyList<BudgetReply> Budgets);
