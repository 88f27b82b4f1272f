using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Knowledge;

/// <summary>A statement of an answer with its evidence.</summary>
/// <param name="Span">Where it stands in the answer's text.</param>
/// <param name="Support">At least one citation, each re-checked against its source.</param>
public sealed record Claim(TextSpan Span, IReadOnlyList<CitedPassage> Support);
