namespace Groundwork.Knowledge;

/// <summary>What became of the documents.</summary>
/// <param name="Added">New.</param>
/// <param name="Updated">Read again because the source, the reader or the chunker changed.</param>
/// <param name="Removed">Gone because their source is gone.</param>
/// <param name="Unchanged">As they were.</param>
/// <param name="Chunks">Chunks made of added, updated and moved documents.</param>
/// <param name="Moved">The same bytes at another place: read again, not embedded again.</param>
public sealed record IngestCounts(int Added = 0, int Updated = 0, int Removed = 0, int Unchanged = 0, int Chunks = 0, int Moved = 0);
