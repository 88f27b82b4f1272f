using Groundwork.Language;

namespace Groundwork.Documents;

/// <summary>A span of a known document version, with the quoted slice and a place for people.</summary>
/// <param name="Document">The document.</param>
/// <param name="Version">The version whose text the span points into.</param>
/// <param name="Span">Half-open range of UTF-16 code units in that text.</param>
/// <param name="Quote">Equals the slice at <paramref name="Span"/>.</param>
/// <param name="Place">Line, page and anchor.</param>
public sealed record Citation(DocumentId Document, ContentHash Version, TextSpan Span, string Quote, SourcePlace Place);
