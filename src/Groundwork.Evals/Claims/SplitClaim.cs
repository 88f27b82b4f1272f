using Groundwork.Language;

namespace Groundwork.Evals.Claims;

/// <summary>A statement of an answer that needs support.</summary>
/// <param name="Span">Where it stands in the answer.</param>
/// <param name="Citations">What it cites; empty for nothing.</param>
internal sealed record SplitClaim(TextSpan Span, IReadOnlyList<ObservedCitation> Citations);
