namespace Groundwork.Models.Metering;

/// <summary>What this process holds of one budget account. Guarded by the lock of its <see cref="Allowances"/>.</summary>
internal sealed class LocalAccount(BudgetAccount name, BudgetRule rule, DateTimeOffset? ends)
{
    public BudgetAccount Name { get; } = name;

    /// <summary>The budget as it is now.</summary>
    public BudgetRule Rule { get; set; } = rule;

    /// <summary>End of its period; null for never.</summary>
    public DateTimeOffset? Ends { get; } = ends;

    /// <summary>Its number in the store; null until something was taken.</summary>
    public long? Number { get; set; }

    /// <summary>Taken and not set aside. Below zero after a provider counted more than was thought possible.</summary>
    public Spending Available { get; set; }

    /// <summary>Set aside for attempts under way.</summary>
    public Spending Reserved { get; set; }

    /// <summary>Timestamp of the last reservation or settlement.</summary>
    public long UsedAt { get; set; }

    /// <summary>The last refusal and its timestamp; null where something was granted or settled since.</summary>
    public (AllowanceReply Reply, Spending Needed, long At)? Refusal { get; set; }

    /// <summary>Lets one request at a time ask the store.</summary>
    public SemaphoreSlim Asking { get; } = new(1, 1);
}
