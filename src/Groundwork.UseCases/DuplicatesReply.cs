namespace Groundwork.UseCases;

/// <summary>Documents that say nearly the same.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Threshold">Least similarity of a copy to its original.</param>
/// <param name="Documents">Documents in the whole collection.</param>
/// <param name="Groups">By the id of their originals; empty when no document repeats another.</param>
/// <param name="ElapsedMs">Milliseconds from request to reply.</param>
public sealed record DuplicatesReply(string Collection, double Threshold, long Documents, IReadOnlyList<DuplicateGroupEntry> Groups, long ElapsedMs);

/// <summary>An original with what repeats it.</summary>
/// <param name="Original">The document whose present text was read first.</param>
/// <param name="Copies">The others, most similar first.</param>
public sealed record DuplicateGroupEntry(DuplicateEntry Original, IReadOnlyList<DuplicateEntry> Copies);

/// <summary>A document of a group.</summary>
/// <param name="Document">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Path">Its file.</param>
/// <param name="ReadAt">When its text was read, UTC.</param>
/// <param name="Similarity">Runs of five words shared with the original over those in either, 0..1.</param>
public sealed record DuplicateEntry(string Document, string Title, string Path, DateTimeOffset ReadAt, double Similarity);
