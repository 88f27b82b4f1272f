using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge;

/// <summary>A grounded answer: every sentence of it is a claim with citations or marked as unsupported, or it is an abstention.</summary>
/// <param name="Text">The answer; empty for an abstention.</param>
/// <param name="Claims">In the order of their spans.</param>
/// <param name="Abstained">Why there is no answer; null when there is one.</param>
/// <param name="Model">Who wrote it: a model's name, or <c>extractive</c>.</param>
/// <param name="Usage">What the model used; null when no model took part or it did not say.</param>
public sealed record Answer(string Text, IReadOnlyList<Claim> Claims, Abstention? Abstained, string Model, UsageDetails? Usage)
{
    /// <summary>Stands behind a sentence that its evidence does not carry, where such are marked and not removed. Readable in any language.</summary>
    public const string UnsupportedMark = " [?]";

    /// <summary>
    /// How likely the answer is right, 0..1, calibrated on question sets with known answers; for an abstention, how likely the best answer would have
    /// been right. Null where nothing was found.
    /// </summary>
    public double? Confidence { get; init; }

    /// <summary>Sentences of the model's draft that are not in the answer, in their order, each with the reason.</summary>
    public IReadOnlyList<RemovedSentence> Removed { get; init; } = [];

    /// <summary>In which languages was asked and answered; null for an abstention.</summary>
    public AnswerLanguages? Languages { get; init; }
}
