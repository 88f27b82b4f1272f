using Groundwork.Knowledge.Ranking;

namespace Groundwork.Knowledge;

/// <summary>Retrieval in two stages: more passages are found than asked for, and a re-ranker chooses among them.</summary>
/// <param name="inner">Finds the passages.</param>
/// <param name="reranker">Puts the best of them in order.</param>
/// <param name="time">Clock, for the trace.</param>
public sealed class RerankingRetriever(IRetriever inner, IReranker reranker, TimeProvider time) : IRetriever
{
    /// <inheritdoc />
    public async ValueTask<Retrieved> RetrieveAsync(Question question, int limit, bool explain, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var found = await inner.RetrieveAsync(question, Math.Max(limit, reranker.Depth), explain, cancellationToken);
        var started = time.GetTimestamp();
        if (found.Passages.Count < 2 || string.IsNullOrWhiteSpace(question.Text)) return found with { Passages = [.. found.Passages.Take(limit)] };
        var head = found.Passages.Take(reranker.Depth).ToArray();
        var before = head.ToDictionary(p => p.Chunk.Id, p => p.FirstScore);
        var reranked = await reranker.RerankAsync(found.Asked ?? question, head, cancellationToken);
        return found with
        {
            // What lies deeper than the re-ranker looks keeps its place behind, and its score falls on from there.
            Passages = [.. FallingScores.Of([.. reranked.Passages.Select(WithFirstScore), .. found.Passages.Skip(head.Length)]).Take(limit)],
            Steps = [.. found.Steps, new StepTrace(reranker.Step, reranked.IsUsed, reranked.What, time.GetElapsedTime(started).TotalMilliseconds)],
        };

        // Whatever scale the re-ranker uses, how strong the evidence is stays known.
        Passage WithFirstScore(Passage passage) => passage with { FirstStage = before.GetValueOrDefault(passage.Chunk.Id, passage.FirstScore) };
    }
}
