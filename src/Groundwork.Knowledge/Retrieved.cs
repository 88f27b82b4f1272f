using Groundwork.Search;

namespace Groundwork.Knowledge;

/// <summary>What retrieval found.</summary>
/// <param name="Passages">Best first.</param>
/// <param name="Commit">The commit of the index that was searched.</param>
/// <param name="Notice">What a person should know, like "searched by words alone: no embedder is configured"; null when there is nothing to say.</param>
/// <param name="Facets">What was counted, when asked for.</param>
public sealed record Retrieved(IReadOnlyList<Passage> Passages, long Commit, string? Notice, FacetCounts? Facets = null)
{
    /// <summary>Whose vectors took part; null when words alone did.</summary>
    public EmbedderIdentity? Meaning { get; init; }

    /// <summary>What became of the question and its passages on the way, step by step.</summary>
    public IReadOnlyList<StepTrace> Steps { get; init; } = [];

    /// <summary>The question to be answered where it is not the one asked: a follow-up as a question that stands alone; null otherwise.</summary>
    public string? Understood { get; init; }

    /// <summary>
    /// The question as the steps before the search understood it, for whoever orders the passages or answers: restated or corrected, with the words of earlier turns that it is about
    /// (<see cref="Question.Carried"/>). Null where it is the one asked.
    /// </summary>
    public Question? Asked { get; init; }

    /// <summary>The words that were searched in place of those asked; null where they are the same.</summary>
    public string? Searched { get; init; }
}
