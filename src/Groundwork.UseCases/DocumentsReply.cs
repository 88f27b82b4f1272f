namespace Groundwork.UseCases;

/// <summary>A page of documents.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Total">Documents in the whole collection.</param>
/// <param name="Documents">By id.</param>
/// <param name="Failed">Files and parts that could not be read at their last ingestion.</param>
public sealed record DocumentsReply(string Collection, long Total, IReadOnlyList<DocumentEntry> Documents, IReadOnlyList<FailedFile> Failed);

/// <summary>A document in a list.</summary>
/// <param name="Document">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Path">Its file.</param>
/// <param name="MediaType">Its format.</param>
/// <param name="Language">Its language.</param>
/// <param name="Version">Hash of its text.</param>
/// <param name="Characters">Length of its text.</param>
/// <param name="Chunks">Number of its chunks.</param>
/// <param name="ReadAt">When it was read, UTC.</param>
/// <param name="State"><c>indexed</c>; <c>waiting</c> when it is stored and not searchable yet; <c>failed</c> when its file could not be read again and an earlier text is kept.</param>
public sealed record DocumentEntry(
    string Document, string Title, string Path, string MediaType, string Language, string Version, int Characters, int Chunks, DateTimeOffset ReadAt, string State = "indexed");
