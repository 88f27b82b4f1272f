namespace Groundwork.Benchmarks.Understanding;

/// <summary>A question with the passages found for it, what is seen of them, and the grades of their documents.</summary>
internal sealed class JudgedQuestion(string[] documents, double[][] features, Dictionary<string, int> grades)
{
    private readonly double _ideal = grades.Values.Where(g => g > 0).OrderDescending().Take(10).Select((g, i) => g / Math.Log2(i + 2)).Sum();

    public double[][] Features => features;

    /// <summary>Pairs of passages of which the first belongs before the second; of a good document only the passage found first.</summary>
    public IReadOnlyList<(int Better, int Worse)> Pairs { get; } = PairsOf(documents, grades);

    public double Ndcg(double[] weights)
    {
        var order = Enumerable.Range(0, documents.Length).OrderByDescending(i => Score(weights, i)).ThenBy(i => i).Select(i => documents[i]).Distinct(StringComparer.Ordinal).Take(10);
        return order.Select((d, i) => Math.Max(0, grades.GetValueOrDefault(d)) / Math.Log2(i + 2)).Sum() / _ideal;
    }

    public double Score(double[] weights, int passage)
    {
        var sum = 0d;
        for (var i = 0; i < weights.Length; i++) sum += weights[i] * features[passage][i];
        return sum;
    }

    private static List<(int, int)> PairsOf(string[] documents, Dictionary<string, int> grades)
    {
        var pairs = new List<(int, int)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < documents.Length; i++)
        {
            var grade = grades.GetValueOrDefault(documents[i]);
            if (grade <= 0 || !seen.Add(documents[i])) continue;
            for (var j = 0; j < documents.Length; j++)
                if (grades.GetValueOrDefault(documents[j]) < grade) pairs.Add((i, j));
        }

        return pairs;
    }
}
