using Groundwork.Language;

namespace Groundwork.Evals;

/// <summary>A statement of an answer, and what supports it.</summary>
/// <param name="Span">Where it stands in the answer's text.</param>
/// <param name="Text">Its words.</param>
/// <param name="ByPassage">One verdict for each passage of the matrix, in their order; empty without passages.</param>
/// <param name="ByPassages">Whether all passages together support it; null without passages.</param>
/// <param name="ByReference">Whether the reference supports it; null without a reference.</param>
public sealed record AnswerClaim(TextSpan Span, string Text, IReadOnlyList<Entailment> ByPassage, Entailment? ByPassages, Entailment? ByReference);
