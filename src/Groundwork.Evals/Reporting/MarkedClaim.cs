using Groundwork.Language;

namespace Groundwork.Evals.Reporting;

/// <summary>A claim of an answer with what was found.</summary>
/// <param name="Span">Where it stands in the answer.</param>
/// <param name="Verdict">What was found.</param>
/// <param name="Why">A few words for people; empty for none.</param>
/// <param name="Citations">What it cites.</param>
internal sealed record MarkedClaim(TextSpan Span, ClaimVerdict Verdict, string Why, IReadOnlyList<MarkedCitation> Citations);
