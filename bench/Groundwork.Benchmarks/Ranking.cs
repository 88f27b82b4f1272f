namespace Groundwork.Benchmarks;

/// <summary>Ranking measures over a run: means over the queries that have a relevant document.</summary>
/// <param name="Queries">Queries counted.</param>
/// <param name="RecallAt5">Share of the relevant documents among the first five.</param>
/// <param name="MrrAt10">Reciprocal rank of the first relevant document among ten, 0 when there is none.</param>
/// <param name="NdcgAt10">Järvelin and Kekäläinen 2002 with linear gain and log2(rank + 1), as trec_eval's ndcg_cut_10.</param>
internal sealed record Ranking(int Queries, double RecallAt5, double MrrAt10, double NdcgAt10)
{
    /// <param name="qrels">Grades by query and document.</param>
    /// <param name="run">Documents by query, best first.</param>
    /// <param name="queries">Ids of the queries asked.</param>
    public static Ranking Of(Dictionary<string, Dictionary<string, int>> qrels, Dictionary<string, List<string>> run, IEnumerable<string> queries)
    {
        var (count, recall, reciprocal, gain) = (0, 0.0, 0.0, 0.0);
        foreach (var query in queries)
        {
            var relevant = qrels.GetValueOrDefault(query)?.Where(g => g.Value > 0).ToDictionary(StringComparer.Ordinal);
            if (relevant is not { Count: > 0 }) continue;
            count++;
            var found = run.GetValueOrDefault(query) ?? [];
            recall += found.Take(5).Count(relevant.ContainsKey) / (double)relevant.Count;
            var first = found.Take(10).ToList().FindIndex(relevant.ContainsKey);
            if (first >= 0) reciprocal += 1.0 / (first + 1);
            var ideal = relevant.Values.OrderDescending().Take(10).Select((g, i) => g / Math.Log2(i + 2)).Sum();
            gain += found.Take(10).Select((d, i) => relevant.GetValueOrDefault(d) / Math.Log2(i + 2)).Sum() / ideal;
        }

        return count == 0 ? new Ranking(0, 0, 0, 0) : new Ranking(count, recall / count, reciprocal / count, gain / count);
    }
}
