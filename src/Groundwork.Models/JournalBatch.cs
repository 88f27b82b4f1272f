namespace Groundwork.Models;

/// <summary>Lines of one process's journal, to be booked in one transaction.</summary>
/// <param name="Instance">The process.</param>
/// <param name="From">Where they begin; what was booked before must end there.</param>
/// <param name="To">Where they end.</param>
/// <param name="Events">The lines, in order.</param>
/// <param name="IsLast">The process is gone and nothing follows: attempts without an end are in doubt, and its allowances go back.</param>
public sealed record JournalBatch(string Instance, JournalPosition From, JournalPosition To, IReadOnlyList<SpendingEvent> Events, bool IsLast)
{
    /// <summary>Lines may be missing from the journal of a process that is gone: what it still holds may be spent, and is booked as in doubt instead of going back.</summary>
    public bool MayLackLines { get; init; }
}
