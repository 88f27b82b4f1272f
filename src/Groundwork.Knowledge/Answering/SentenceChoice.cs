namespace Groundwork.Knowledge.Answering;

/// <summary>Which sentences are given as an extractive answer.</summary>
internal static class SentenceChoice
{
    private const int MostSentences = 2;

    // A second sentence often holds what the first leaves open; far below the first it is padding.
    private const double LeastOfBest = 0.35;

    /// <summary>The best sentence, and others that are nearly as good; in reading order.</summary>
    public static IReadOnlyList<SentenceScore> Of(IReadOnlyList<SentenceScore> scored)
    {
        var ranked = scored.OrderByDescending(s => s.Value).ThenBy(s => s.PassageIndex).ThenBy(s => s.Ordinal).ToArray();
        if (ranked.Length == 0) return [];
        var chosen = new List<SentenceScore> { ranked[0] };
        foreach (var next in ranked.Skip(1))
        {
            if (chosen.Count == MostSentences || next.Value < LeastOfBest * ranked[0].Value) break;
            if (chosen.TrueForAll(c => !SaysTheSame(c, next))) chosen.Add(next);
        }

        return [.. chosen.OrderBy(s => s.PassageIndex).ThenBy(s => s.Ordinal)];
    }

    private static bool SaysTheSame(SentenceScore a, SentenceScore b) =>
        string.Equals(a.Span.Of(a.Passage.Chunk.Text), b.Span.Of(b.Passage.Chunk.Text), StringComparison.Ordinal);
}
