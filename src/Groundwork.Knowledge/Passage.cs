using Groundwork.Documents;
using Groundwork.Language;
using Groundwork.Search;

namespace Groundwork.Knowledge;

/// <summary>A chunk with its score and the reason for it.</summary>
/// <param name="Chunk">The chunk.</param>
/// <param name="Title">Title of its document.</param>
/// <param name="Path">File of its document.</param>
/// <param name="Language">Language of its document.</param>
/// <param name="Score">Higher is better, comparable within one question only.</param>
/// <param name="Why">How the score came about, when asked for.</param>
public sealed record Passage(Chunk Chunk, string Title, string Path, LanguageCode Language, float Score, ScoreExplanation? Why)
{
    /// <summary>Documents found as well that say nearly the same as this one's and were left out for it; empty where nothing was collapsed.</summary>
    public IReadOnlyList<DocumentId> StandsFor { get; init; } = [];

    /// <summary>What words and vectors alone scored where <see cref="Score"/> is the word of a later step on a scale of its own; null where it is the score.</summary>
    public float? FirstStage { get; init; }

    /// <summary>What words and vectors alone scored.</summary>
    internal float FirstScore => FirstStage ?? Score;

    /// <summary>The same with a later step's score.</summary>
    internal Passage Scored(float score) => this with { Score = score, FirstStage = FirstScore };
}
