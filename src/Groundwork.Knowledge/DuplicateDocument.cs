using Groundwork.Documents;

namespace Groundwork.Knowledge;

/// <summary>A document of a group of near duplicates.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Path">File it came from.</param>
/// <param name="ReadAt">When its text was read, UTC.</param>
/// <param name="Similarity">Shingles it shares with the group's original over shingles of either, 0..1; 1 for the same text.</param>
public sealed record DuplicateDocument(DocumentId Id, string Title, string Path, DateTimeOffset ReadAt, double Similarity);
