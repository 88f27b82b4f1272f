namespace Groundwork.Knowledge;

/// <summary>What came of synchronising a source.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="State"><c>synced</c>; <c>failed</c>: it could not be listed; <c>held</c>: too much of it was gone, so nothing was done.</param>
/// <param name="Listed">Items that it listed as there, with those that had not changed.</param>
/// <param name="Skipped">Items left out on purpose.</param>
/// <param name="Unavailable">Items that could not be reached.</param>
/// <param name="Gone">Items that were there before and are not now.</param>
/// <param name="Problem">Why it failed or was held; null when it did not and was not.</param>
public sealed record SourceOutcome(DateTimeOffset At, string State, int Listed, int Skipped, int Unavailable, int Gone, string? Problem = null);
