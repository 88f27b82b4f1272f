using Groundwork.Knowledge.Ranking;

namespace Groundwork.Knowledge;

/// <summary>Retrieval in which a passage that repeats better ones stands back.</summary>
/// <remarks>Maximal marginal relevance (Carbonell and Goldstein 1998): λ · relevance − (1 − λ) · likeness to the most alike passage already chosen. Likeness is the cosine of word counts.</remarks>
/// <param name="inner">Finds the passages.</param>
/// <param name="time">Clock, for the trace.</param>
/// <param name="lambda">What relevance counts against likeness, 0..1.</param>
public sealed class DiverseRetriever(IRetriever inner, TimeProvider time, double lambda = 0.7) : IRetriever
{
    // Every passage is compared with every chosen one.
    private const int Depth = 40;

    /// <inheritdoc />
    public async ValueTask<Retrieved> RetrieveAsync(Question question, int limit, bool explain, CancellationToken cancellationToken)
    {
        var found = await inner.RetrieveAsync(question, Math.Max(limit, Math.Min(Depth, 3 * limit)), explain, cancellationToken);
        var started = time.GetTimestamp();
        var pool = found.Passages.Take(Depth).ToArray();
        float[] scores = [.. pool.Select(p => p.Score).OrderDescending()];
        var chosen = MarginalRelevance.Choose([.. pool.Select(p => (double)p.Score)], WordVectors.Of(pool), Math.Min(limit, pool.Length), lambda, cancellationToken);
        var moved = chosen.Where((place, rank) => place != rank).Count();
        return found with
        {
            // The scores stay and go with the places: the first chosen has the best.
            Passages = [.. FallingScores.Of([.. chosen.Select((place, rank) => pool[place].Scored(scores[rank])), .. found.Passages.Skip(Depth)]).Take(limit)],
            Steps = [.. found.Steps, new StepTrace(RetrievalStep.Diversity, moved > 0, moved == 0 ? "no passage repeats a better one" : $"{moved} passages changed places", time.GetElapsedTime(started).TotalMilliseconds)],
        };
    }
}
