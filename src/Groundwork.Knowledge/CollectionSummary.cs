namespace Groundwork.Knowledge;

/// <summary>A collection with its counts.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Documents">Documents.</param>
/// <param name="Chunks">Chunks.</param>
/// <param name="TextCharacters">Characters of canonical text.</param>
/// <param name="FailedSources">Files that could not be read at their last ingestion.</param>
public sealed record CollectionSummary(Collection Collection, long Documents, long Chunks, long TextCharacters, long FailedSources);
