namespace Groundwork.Models.Metering;

/// <summary>What this process holds of one budget account. Guarded by the lock of its <see cref="Allowances"/>.</summary>
internal sealed class LocalAccount(BudgetAccount name, BudgetRule rule, DateTimeOffset? ends)
{
    private Spending _available;

    public BudgetAccount Name { get; } = name;

    /// <summary>The budget as it is now.</summary>
    public BudgetRule Rule { get; set; } = rule;

    /// <summary>End of its period; null for never.</summary>
    public DateTimeOffset? Ends { get; } = ends;

    /// <summary>Its number in the store; null until something was taken.</summary>
    public long? Number { get; set; }

    /// <summary>Taken and not set aside. Below zero after a provider counted more than was thought possible: the next request takes that, too.</summary>
    public Spending Available
    {
        get => _available;
        set
        {
            _available = value;
            Least -= (Least - value).Positive();
        }
    }

    /// <summary>The least that was available since <see cref="LeastSince"/>: nobody needed it.</summary>
    public Spending Least { get; private set; }

    /// <summary>Timestamp.</summary>
    public long LeastSince { get; private set; }

    /// <summary>Whether nothing of it was taken out of the budget.</summary>
    public bool HoldsNothing => Available == default && Reserved == default && Overrun == default;

    /// <summary>Set aside for attempts under way.</summary>
    public Spending Reserved { get; set; }

    /// <summary>Used beyond what was set aside for it, and not booked yet. Booked, it counts as spent, and need not be held any more.</summary>
    public Spending Overrun { get; set; }

    /// <summary>Timestamp of the last reservation or settlement.</summary>
    public long UsedAt { get; set; }

    /// <summary>The last refusal and its timestamp; null where something was granted or settled since.</summary>
    public (AllowanceReply Reply, Spending Needed, long At)? Refusal { get; set; }

    /// <summary>Lets one request at a time ask the store.</summary>
    public SemaphoreSlim Asking { get; } = new(1, 1);

    /// <summary>Begins anew to watch for what nobody needs.</summary>
    public void WatchLeast(long now) => (Least, LeastSince) = (Available, now);
}
