namespace Groundwork.Models;

/// <summary>What a budget said to a process that asked for an allowance.</summary>
/// <param name="Account">Number of the account, the same in every process.</param>
/// <param name="IsGranted">Whether the whole need was granted; otherwise nothing was.</param>
/// <param name="Granted">What the process may spend from now on, at least its need.</param>
/// <param name="Spent">What was booked on the account before.</param>
/// <param name="HeldHere">Allowances of this process after the grant, spent and not booked yet included.</param>
/// <param name="HeldElsewhere">Allowances of other processes.</param>
public sealed record AllowanceReply(long Account, bool IsGranted, Spending Granted, Spending Spent, Spending HeldHere, Spending HeldElsewhere);
