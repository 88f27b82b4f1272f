namespace Groundwork.UseCases;

/// <summary>What became of an ingestion.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Added">Documents that are new.</param>
/// <param name="Updated">Documents read again because their source, the reader or the chunker changed.</param>
/// <param name="Removed">Documents whose source is gone.</param>
/// <param name="Unchanged">Documents as they were.</param>
/// <param name="Chunks">Chunks made of added, updated and moved documents.</param>
/// <param name="Commit">Commit of the index that holds everything.</param>
/// <param name="Skipped">Files left out on purpose.</param>
/// <param name="Failed">Files and parts of files that could not be read; everything else went on.</param>
/// <param name="ElapsedMs">Milliseconds from request to reply.</param>
/// <param name="Moved">Documents whose bytes lie at another place now; they are not embedded again.</param>
public sealed record IngestReply(
    string Collection, int Added, int Updated, int Removed, int Unchanged, int Chunks, long Commit,
    IReadOnlyList<SkippedFile> Skipped, IReadOnlyList<FailedFile> Failed, long ElapsedMs, int Moved = 0);

/// <summary>A file left out on purpose.</summary>
/// <param name="Path">The file.</param>
/// <param name="Reason">Why.</param>
public sealed record SkippedFile(string Path, string Reason);

/// <summary>A file, or a part of one, that could not be read.</summary>
/// <param name="Path">The file, with the place inside it where that helps.</param>
/// <param name="Code">Error code.</param>
/// <param name="Reason">What is wrong and what to do.</param>
public sealed record FailedFile(string Path, string Code, string Reason);
