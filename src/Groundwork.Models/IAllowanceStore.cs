namespace Groundwork.Models;

/// <summary>Budgets that several processes share. Safe for concurrent use, also by several processes.</summary>
/// <remarks>What is booked and what is held never pass a limit together; only lowering a limit can bring them above it.</remarks>
public interface IAllowanceStore
{
    /// <summary>Takes an allowance out of a budget in one transaction: the need, and more while there is plenty.</summary>
    /// <param name="instance">The process that asks.</param>
    /// <param name="account">The account; made where it does not exist.</param>
    /// <param name="limit">Limits of the budget as they are now.</param>
    /// <param name="needed">Least that helps, each ≥ 0; of what is not needed nothing is granted.</param>
    /// <param name="cancellationToken">Leaves as a cancellation; nothing was taken then.</param>
    ValueTask<AllowanceReply> TakeAsync(string instance, BudgetAccount account, Spending limit, Spending needed, CancellationToken cancellationToken);

    /// <summary>Gives back what a process does not need.</summary>
    /// <param name="instance">The process.</param>
    /// <param name="unused">Amounts by the number of their account, each ≥ 0.</param>
    /// <param name="cancellationToken">Leaves as a cancellation; nothing was given back then.</param>
    ValueTask GiveBackAsync(string instance, IReadOnlyList<KeyValuePair<long, Spending>> unused, CancellationToken cancellationToken);
}
