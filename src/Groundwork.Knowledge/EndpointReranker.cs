using Groundwork.Knowledge.Answering;
using Groundwork.Knowledge.Understanding;

namespace Groundwork.Knowledge;

/// <summary>Puts passages in order by the scores of a re-rank endpoint. Where it fails, or sends too few scores or none that is a number, the order stays.</summary>
/// <param name="scores">Asks the endpoint; has its own deadline.</param>
public sealed class EndpointReranker(RerankScores scores) : IReranker
{
    private const int MostCharacters = 4000;

    /// <inheritdoc />
    public RetrievalStep Step => RetrievalStep.Endpoint;

    /// <inheritdoc />
    public int Depth => 50;

    /// <inheritdoc />
    public async ValueTask<Reranked> RerankAsync(Question question, IReadOnlyList<Passage> passages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(passages);
        IReadOnlyList<double> given;
        try
        {
            given = await scores(ContentWords.Head(question.Whole, MostCharacters), [.. passages.Select(TextOf)], cancellationToken);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever is the matter with the endpoint, the first order is an order.
            return new Reranked(passages, IsUsed: false, $"the endpoint could not be asked ({problem.Message})");
        }

        if (given is null || given.Count != passages.Count) return new Reranked(passages, IsUsed: false, $"the endpoint sent {given?.Count ?? 0} scores for {passages.Count} passages");
        if (!given.All(s => double.IsFinite(s) && Math.Abs(s) <= float.MaxValue)) return new Reranked(passages, IsUsed: false, "the endpoint sent a score that is no number");
        var ordered = Enumerable.Range(0, passages.Count).OrderByDescending(i => given[i]).ThenBy(i => i);
        return new Reranked([.. ordered.Select(i => passages[i] with { Score = (float)given[i] })], IsUsed: true, $"{passages.Count} passages scored");
    }

    private static string TextOf(Passage passage) => ContentWords.Head($"{Fence.TitleOf(passage)}\n{passage.Chunk.Text}", MostCharacters);
}
