using Groundwork.Knowledge.Ranking;
using Groundwork.Knowledge.Understanding;

namespace Groundwork.Knowledge;

/// <summary>Puts passages in order by what can be seen of their words and the question's: coverage, nearness, titles and headings, length. No model.</summary>
/// <remarks>A linear score (Metzler and Croft 2007, "Linear feature-based models for information retrieval"). The weights were fitted on all labelled sets; what such weights gain on a source that they were not fitted on is in bench/results, <c>understanding</c>.</remarks>
public sealed class FeatureReranker : IReranker
{
    private readonly CollectionWords _words;
    private readonly IReadOnlyList<double> _weights;

    /// <summary>Makes the re-ranker of a collection.</summary>
    /// <param name="knowledge">All collections.</param>
    /// <param name="name">The collection.</param>
    public FeatureReranker(KnowledgeBase knowledge, CollectionName name)
        : this(new CollectionWords(knowledge, name), FeatureWeights.Fitted)
    {
    }

    internal FeatureReranker(CollectionWords words, IReadOnlyList<double> weights) => (_words, _weights) = (words, weights);

    /// <inheritdoc />
    public RetrievalStep Step => RetrievalStep.Features;

    /// <inheritdoc />
    public int Depth => 30;

    /// <inheritdoc />
    public async ValueTask<Reranked> RerankAsync(Question question, IReadOnlyList<Passage> passages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(passages);
        var rarity = await _words.RarityAsync(PassageFeatures.WordsOf(question.Whole, passages.Select(p => p.Language)), cancellationToken);
        var features = PassageFeatures.Of(question.Whole, passages, rarity);
        var ordered = features.Select((f, i) => (Score: FeatureWeights.Score(_weights, f), Place: i)).OrderByDescending(s => s.Score).ThenBy(s => s.Place).ToArray();
        var moved = ordered.Where((s, i) => s.Place != i).Count();
        return new Reranked([.. ordered.Select(s => passages[s.Place] with { Score = (float)s.Score })], moved > 0, moved == 0 ? "the order stays" : $"{moved} of {passages.Count} passages moved");
    }
}
