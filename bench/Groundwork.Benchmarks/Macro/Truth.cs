namespace Groundwork.Benchmarks.Macro;

/// <summary>The exact answers, best first, a fixed number for each query.</summary>
internal sealed class Truth(int[] rows, int width)
{
    public ReadOnlySpan<int> Of(int query, int limit) => rows.AsSpan(query * width, Math.Min(limit, width));

    /// <summary>Share of the exact best that was found.</summary>
    /// <param name="found">Rows found, by query.</param>
    /// <param name="limit">Answers that count.</param>
    public double Recall(IReadOnlyList<int[]> found, int limit)
    {
        var hits = 0;
        for (var query = 0; query < found.Count; query++)
            foreach (var row in Of(query, limit))
                if (found[query].Contains(row)) hits++;
        return hits / (double)found.Count / limit;
    }
}
