using System.Collections.ObjectModel;

namespace Groundwork.Evals;

/// <summary>What a subject did with one sample, once. Stored before anything is scored, and never changed.</summary>
/// <param name="Sample">Id of the sample.</param>
/// <param name="Repeat">From 0; how often the sample was run before in the same run.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Text">What was answered; for a refusal its words; empty where nothing came.</param>
public sealed record Observation(string Sample, int Repeat, ObservedOutcome Outcome, string Text)
{
    /// <summary>What went wrong, for <see cref="ObservedOutcome.Failed"/>; null otherwise.</summary>
    public string? Error { get; init; }

    /// <summary>Documents with scores, in any order; null for a subject that ranks nothing.</summary>
    public IReadOnlyList<RankedItem>? Ranking { get; init; }

    /// <summary>Texts the subject had before it, best first; null for a subject without any.</summary>
    public IReadOnlyList<ObservedPassage>? Passages { get; init; }

    /// <summary>The statements of the answer with their citations; null for a subject that does not cite.</summary>
    public IReadOnlyList<ObservedClaim>? Claims { get; init; }

    /// <summary>Tools that were called, in order; null for a subject without tools.</summary>
    public IReadOnlyList<ObservedToolCall>? ToolCalls { get; init; }

    /// <summary>The world afterwards, as JSON; null where there is none.</summary>
    public string? EndState { get; init; }

    /// <summary>How likely the subject thinks itself right, 0..1; null when it does not say.</summary>
    public double? Confidence { get; init; }

    /// <summary>What it cost.</summary>
    public ObservedCost Cost { get; init; } = ObservedCost.Unknown;

    /// <summary>What else is worth keeping, like the commit that was searched or the model that answered.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
