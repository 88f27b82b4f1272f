namespace Groundwork.Knowledge;

/// <summary>What a scan for a deleted document found.</summary>
/// <param name="Files">Files looked at.</param>
/// <param name="Bytes">Bytes looked at.</param>
/// <param name="Pieces">Pieces of its text that were looked for; 0 when nothing is remembered of it.</param>
/// <param name="Traces">Where something of it still stands, at most 100.</param>
/// <param name="Shared">Places that hold a piece which a living document holds too.</param>
/// <param name="IsNamedElsewhere">True when a living document is called so or says the id; then the id was not looked for.</param>
public sealed record DeletionScanResult(int Files, long Bytes, int Pieces, IReadOnlyList<DeletionTrace> Traces, int Shared, bool IsNamedElsewhere);

/// <summary>A place where something of a deleted document still stands.</summary>
/// <param name="File">File, relative to the data directory.</param>
/// <param name="Offset">Byte in it, from 0.</param>
/// <param name="What">"text" or "id".</param>
public sealed record DeletionTrace(string File, long Offset, string What);
