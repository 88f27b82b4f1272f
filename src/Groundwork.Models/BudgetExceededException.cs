namespace Groundwork.Models;

/// <summary>A budget does not hold what a request may cost. Nothing was sent.</summary>
public sealed class BudgetExceededException(string budget, string message, DateTimeOffset? renewedAt) : Exception(message)
{
    /// <summary>Name of the budget.</summary>
    public string Budget { get; } = budget;

    /// <summary>When it begins anew; null for never.</summary>
    public DateTimeOffset? RenewedAt { get; } = renewedAt;
}
