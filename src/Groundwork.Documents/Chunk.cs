using Groundwork.Language;

namespace Groundwork.Documents;

/// <summary>One span of a document worth retrieving.</summary>
/// <param name="Id">Derived, see <see cref="ChunkId.Of"/>.</param>
/// <param name="Document">The document.</param>
/// <param name="Version">The version of the document's text.</param>
/// <param name="Ordinal">Position among the document's chunks, from 0.</param>
/// <param name="Span">Where it stands in the document's text.</param>
/// <param name="Text">Equals the slice of the document's text at <paramref name="Span"/>.</param>
/// <param name="Headings">Headings above it, outermost first; indexed beside the text, never quoted.</param>
/// <param name="Parent">The larger span that an answer is given in its place, when small pieces are searched for large ones; it holds <paramref name="Span"/>. Null for the chunk itself.</param>
public sealed record Chunk(
    ChunkId Id,
    DocumentId Document,
    ContentHash Version,
    int Ordinal,
    TextSpan Span,
    string Text,
    IReadOnlyList<string> Headings,
    TextSpan? Parent = null);
