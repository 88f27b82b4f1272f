namespace Groundwork.Models;

/// <summary>The ledger of all processes. Safe for concurrent use, also by several processes.</summary>
public interface IUsageStore
{
    /// <summary>How far the journal of a process was booked.</summary>
    ValueTask<JournalPosition> PositionAsync(string instance, CancellationToken cancellationToken);

    /// <summary>Books lines, once: where another booked them first, or the process was ended before, nothing happens.</summary>
    /// <returns>Whether these lines were booked now.</returns>
    ValueTask<bool> BookAsync(JournalBatch batch, CancellationToken cancellationToken);

    /// <summary>Processes that hold allowances or have attempts without an end.</summary>
    ValueTask<IReadOnlyList<string>> InstancesAsync(CancellationToken cancellationToken);

    /// <summary>Forgets single attempts from before a day; the totals of days stay.</summary>
    ValueTask ForgetRowsAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
