using Groundwork.Language;

namespace Groundwork.Evals;

/// <summary>A heading of a document.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Span">Where its line stands in the text; the section reaches from its end to the next heading.</param>
public sealed record DraftHeading(string Text, TextSpan Span);
