namespace Groundwork.UseCases;

/// <summary>A whole document.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Document">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Path">Its file.</param>
/// <param name="MediaType">Its format.</param>
/// <param name="Language">Its language.</param>
/// <param name="Version">Hash of its text.</param>
/// <param name="Text">Canonical text that citations point into.</param>
/// <param name="Blocks">Its structure.</param>
/// <param name="Chunks">Its chunks.</param>
/// <param name="Notes">What to know about the reading.</param>
public sealed record DocumentReply(
    string Collection, string Document, string Title, string Path, string MediaType, string Language, string Version, string Text,
    IReadOnlyList<BlockReply> Blocks, IReadOnlyList<ChunkReply> Chunks, IReadOnlyList<string> Notes);

/// <summary>A structural piece.</summary>
/// <param name="Kind"><c>paragraph</c>, <c>heading</c>, <c>listItem</c>, <c>table</c>, <c>code</c> or <c>quote</c>.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Level">Heading level or list nesting; 0 for the rest.</param>
/// <param name="Anchor">Its name inside the source, or null.</param>
/// <param name="Place">Where a person finds it.</param>
public sealed record BlockReply(string Kind, SpanReply Span, int Level, string? Anchor, PlaceReply Place);

/// <summary>A chunk of the document.</summary>
/// <param name="Chunk">Its id.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Headings">Headings above it.</param>
public sealed record ChunkReply(string Chunk, SpanReply Span, IReadOnlyList<string> Headings);
