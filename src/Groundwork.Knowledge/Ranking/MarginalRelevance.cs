namespace Groundwork.Knowledge.Ranking;

/// <summary>Chooses what is relevant and different (Carbonell and Goldstein 1998, section 2).</summary>
internal static class MarginalRelevance
{
    /// <summary>Places in the order in which they are chosen.</summary>
    /// <param name="scores">By place: relevance on any scale, also below 0; taken as 0 for the least and 1 for the best, and as 1 where all are equal.</param>
    /// <param name="vectors">By place: what it says, of length 1 or empty.</param>
    /// <param name="count">How many to choose.</param>
    /// <param name="lambda">What relevance counts, 0..1.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    public static List<int> Choose(double[] scores, IReadOnlyList<Dictionary<string, double>> vectors, int count, double lambda, CancellationToken cancellationToken)
    {
        var relevance = Between0And1(scores);
        var likeness = new double[scores.Length];
        var left = Enumerable.Range(0, scores.Length).ToList();
        var chosen = new List<int>(count);
        while (chosen.Count < count && left.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var best = left.MaxBy(i => (lambda * relevance[i]) - ((1 - lambda) * likeness[i]));
            left.Remove(best);
            chosen.Add(best);
            foreach (var other in left) likeness[other] = Math.Max(likeness[other], Cosine(vectors[best], vectors[other]));
        }

        return chosen;
    }

    private static double[] Between0And1(double[] scores)
    {
        if (scores.Length == 0) return [];
        var (least, most) = (scores.Min(), scores.Max());
        return [.. scores.Select(s => most > least ? (s - least) / (most - least) : 1)];
    }

    private static double Cosine(Dictionary<string, double> a, Dictionary<string, double> b)
    {
        if (a.Count > b.Count) (a, b) = (b, a);
        return a.Sum(word => word.Value * b.GetValueOrDefault(word.Key));
    }
}
