using Groundwork.Language;

namespace Groundwork.Evals;

/// <summary>Where a right answer stands.</summary>
/// <param name="Document">Id of the document.</param>
/// <param name="Span">Range in the document's text, in UTF-16 code units.</param>
public sealed record AnswerPlace(string Document, TextSpan Span);
