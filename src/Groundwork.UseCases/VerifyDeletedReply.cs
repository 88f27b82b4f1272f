namespace Groundwork.UseCases;

/// <summary>Whether a deleted document has left the data directory.</summary>
/// <param name="Ok">True when it was deleted here, the deletion is complete, it has not come back, and no trace of it was found.</param>
/// <param name="Collection">The collection.</param>
/// <param name="Document">Its id.</param>
/// <param name="IsThere">True when a document of this id exists: it was never deleted, or it was ingested again.</param>
/// <param name="Receipt">The receipt of its deletion; null when none of this id was deleted here.</param>
/// <param name="Files">Files looked at.</param>
/// <param name="Bytes">Bytes looked at.</param>
/// <param name="Pieces">Pieces of its text that were looked for, in UTF-8 and UTF-16.</param>
/// <param name="Traces">Where something of it still stands, at most 100.</param>
/// <param name="Shared">Places that hold a piece which a living document holds too; they prove nothing.</param>
/// <param name="IsNamedElsewhere">True when a living document is called so or says the id; then the id was not looked for.</param>
/// <param name="ElapsedMs">Milliseconds from request to reply.</param>
public sealed record VerifyDeletedReply(
    bool Ok, string Collection, string Document, bool IsThere, ReceiptReply? Receipt, int Files, long Bytes, int Pieces, IReadOnlyList<TraceReply> Traces, int Shared, bool IsNamedElsewhere, long ElapsedMs);

/// <summary>A place where something of a deleted document still stands.</summary>
/// <param name="File">File, relative to the data directory.</param>
/// <param name="Offset">Byte in it, from 0.</param>
/// <param name="What">"text" or "id".</param>
public sealed record TraceReply(string File, long Offset, string What);
