using Groundwork.Language;

namespace Groundwork.Evals;

/// <summary>A statement of an answer.</summary>
/// <param name="Span">Where it stands in the answer's text.</param>
/// <param name="Citations">What it is said to rest on; may be empty.</param>
public sealed record ObservedClaim(TextSpan Span, IReadOnlyList<ObservedCitation> Citations);
