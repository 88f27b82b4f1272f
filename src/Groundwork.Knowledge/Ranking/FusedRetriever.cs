namespace Groundwork.Knowledge.Ranking;

/// <summary>Retrieval for a question and further ones beside it, their passages fused by rank.</summary>
/// <remarks>Scores of different questions do not compare; ranks do (Cormack, Clarke and Büttcher 2009).</remarks>
/// <param name="inner">Finds the passages.</param>
/// <param name="others">The further questions.</param>
internal sealed class FusedRetriever(IRetriever inner, IReadOnlyList<string> others) : IRetriever
{
    // Passages found for the question itself count once, those found for what it was turned into beside it for half.
    private const double OthersWeight = 0.5;
    private const int RankOffset = 60;

    public async ValueTask<Retrieved> RetrieveAsync(Question question, int limit, bool explain, CancellationToken cancellationToken)
    {
        var own = await inner.RetrieveAsync(question, limit, explain, cancellationToken);
        var sums = new Dictionary<string, (Passage Passage, double Score)>(StringComparer.Ordinal);
        Add(sums, own.Passages, 1);
        // What only another question finds is no stronger evidence than the last that this one found.
        var least = own.Passages.Count == 0 ? float.MaxValue : own.Passages[^1].FirstScore;
        foreach (var other in others)
        {
            var found = await inner.RetrieveAsync(question with { Text = other, Also = [.. question.Carried], Meaning = null, Facets = null }, limit, explain, cancellationToken);
            Add(sums, [.. found.Passages.Select(p => p with { FirstStage = Math.Min(p.FirstScore, least) })], OthersWeight);
        }

        return own with
        {
            Passages = [.. sums.Values.OrderByDescending(s => s.Score).ThenBy(s => s.Passage.Chunk.Id.Value, StringComparer.Ordinal).Take(limit).Select(s => s.Passage.Scored((float)s.Score))],
        };
    }

    private static void Add(Dictionary<string, (Passage Passage, double Score)> sums, IReadOnlyList<Passage> passages, double weight)
    {
        for (var rank = 0; rank < passages.Count; rank++)
        {
            var passage = passages[rank];
            var score = sums.TryGetValue(passage.Chunk.Id.Value, out var known) ? known.Score : 0;
            sums[passage.Chunk.Id.Value] = (known.Passage ?? passage, score + (weight / (RankOffset + rank + 1)));
        }
    }
}
