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

    /// <summary>
    /// Whether what it says was compared with its evidence. False for a claim in another language that no model judged to follow: its quote was found, and numbers, dates and identifiers agree,
    /// but its words cannot be compared.
    /// </summary>
    public bool IsCompared { get; init; } = true;

    /// <summary>What a judging model says.</summary>
    public EntailmentVerdict Judged { get; init; }
}
