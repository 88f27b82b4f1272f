using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Knowledge;

/// <summary>A statement of an answer with its evidence.</summary>
/// <param name="Span">Where it stands in the answer's text.</param>
/// <param name="Support">Citations, each re-checked against its source; at least one unless the claim is marked as unsupported.</param>
public sealed record Claim(TextSpan Span, IReadOnlyList<CitedPassage> Support)
{
    /// <summary>Why its evidence does not carry it, where such sentences are marked and not removed; null for a supported claim.</summary>
    public UnsupportedReason? Unsupported { get; init; }

    /// <summary>What a judging model says.</summary>
    public EntailmentVerdict Judged { get; init; }
}
