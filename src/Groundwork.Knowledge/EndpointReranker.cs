using Groundwork.Knowledge.Answering;
using Groundwork.Knowledge.Understanding;

namespace Groundwork.Knowledge;

/// <summary>Puts passages in order by the scores of a re-rank endpoint. Where it fails, or sends too few scores or none that is a number, the order stays.</summary>
/// <param name="scores">Asks the endpoint.</param>
/// <param name="time">Clock for its deadline.</param>
public sealed class EndpointReranker(RerankScores scores, TimeProvider time) : IReranker
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
        var (asked, texts) = (ContentWords.Head(question.Whole, MostCharacters), passages.Select(TextOf).ToArray());
        var (given, problem) = await (question.Models ?? new AskedModels(time)).AskAsync(
            "the endpoint", string.Join('\0', texts.Prepend(asked)), async token => ((IReadOnlyList<double>?)await scores(asked, texts, token) ?? [], string.Empty), cancellationToken);
        // Whatever is the matter with the endpoint, the first order is an order.
        if (given is null) return new Reranked(passages, IsUsed: false, problem);
        if (given.Count != passages.Count) return new Reranked(passages, IsUsed: false, $"the endpoint sent {given.Count} scores for {passages.Count} passages");
        if (!given.All(s => double.IsFinite(s) && Math.Abs(s) <= float.MaxValue)) return new Reranked(passages, IsUsed: false, "the endpoint sent a score that is no number");
        var ordered = Enumerable.Range(0, passages.Count).OrderByDescending(i => given[i]).ThenBy(i => i);
        return new Reranked([.. ordered.Select(i => passages[i] with { Score = (float)given[i] })], IsUsed: true, $"{passages.Count} passages scored");
    }

    private static string TextOf(Passage passage) => ContentWords.Head($"{Fence.TitleOf(passage)}\n{passage.Chunk.Text}", MostCharacters);
}
