namespace Groundwork.Models.Metering;

/// <summary>Admits attempts and books what they cost.</summary>
internal interface IMeter
{
    /// <summary>Sets aside what an attempt may cost at most, under every budget that holds for it.</summary>
    /// <exception cref="BudgetExceededException">A budget does not hold it.</exception>
    ValueTask<IReservation> ReserveAsync(MeteredAttempt attempt, CancellationToken cancellationToken);

    /// <summary>Books an answer that was replayed: no tokens, no cost.</summary>
    void Replayed(MeteredAttempt attempt, ReplayKind kind, TimeSpan duration);
}
