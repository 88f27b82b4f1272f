using Groundwork.Language;

namespace Groundwork.Knowledge.Answering.Claims;

/// <summary>What the evidence says to one sentence of a draft.</summary>
/// <param name="Support">Where it is carried; empty when it is not.</param>
/// <param name="Reason">Why it is not; null when it is.</param>
internal sealed record ClaimVerdict(IReadOnlyList<ClaimSupport> Support, UnsupportedReason? Reason)
{
    /// <summary>Whether its words were compared with evidence in its own language; else only the quote was found, and numbers, dates and names agree.</summary>
    public bool IsCompared { get; init; } = true;

    public static ClaimVerdict Unsupported(UnsupportedReason reason) => new([], reason);
}

/// <summary>A place that carries a claim.</summary>
/// <param name="Passage">The passage.</param>
/// <param name="Span">A span of its text.</param>
internal sealed record ClaimSupport(Passage Passage, TextSpan Span);
