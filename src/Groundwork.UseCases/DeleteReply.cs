namespace Groundwork.UseCases;

/// <summary>What was deleted: from the database, from every file of the index, and from the uploads.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Removed">Ids of the documents that are gone.</param>
/// <param name="Commit">Commit of the index without them; null when the whole collection is gone.</param>
/// <param name="ElapsedMs">Milliseconds from request to reply.</param>
/// <param name="Receipt">Every place that was cleaned.</param>
public sealed record DeleteReply(string Collection, IReadOnlyList<string> Removed, long? Commit, long ElapsedMs, ReceiptReply Receipt);

/// <summary>A receipt. It names no document and quotes nothing, so it may be kept.</summary>
/// <param name="Number">Its number in the data directory.</param>
/// <param name="Documents">Documents deleted.</param>
/// <param name="BegunAt">When it began, UTC.</param>
/// <param name="CompletedAt">When the last place was clean, UTC; null while it is not.</param>
/// <param name="Places">Every place that was cleaned.</param>
public sealed record ReceiptReply(long Number, int Documents, DateTimeOffset BegunAt, DateTimeOffset? CompletedAt, IReadOnlyList<PlaceCleanedReply> Places)
{
    internal static ReceiptReply Of(Knowledge.DeletionReceipt receipt) => new(
        receipt.Number, receipt.Documents, receipt.BegunAt, receipt.CompletedAt, [.. receipt.Places.Select(p => new PlaceCleanedReply(p.Place, p.Removed))]);
}

/// <summary>A place that was cleaned.</summary>
/// <param name="Place">Where.</param>
/// <param name="Removed">How many things were there.</param>
public sealed record PlaceCleanedReply(string Place, long Removed);
