namespace Groundwork.Knowledge;

/// <summary>What a deletion cleaned, for the one who asked for it. It names no document and quotes nothing.</summary>
/// <param name="Number">Its number in the data directory, from 1.</param>
/// <param name="Documents">Documents deleted.</param>
/// <param name="BegunAt">When it began, UTC.</param>
/// <param name="CompletedAt">When the last place was clean, UTC; null while it is not.</param>
/// <param name="Places">Every place that was cleaned, with what was there.</param>
public sealed record DeletionReceipt(long Number, int Documents, DateTimeOffset BegunAt, DateTimeOffset? CompletedAt, IReadOnlyList<CleanedPlace> Places);

/// <summary>A place that a deletion cleaned.</summary>
/// <param name="Place">Where, for people.</param>
/// <param name="Removed">How many things of that kind were there.</param>
public sealed record CleanedPlace(string Place, long Removed);
