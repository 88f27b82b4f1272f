namespace Groundwork.Evals.Tests.Scoring.Ranking;

/// <summary>Measures written once more, slowly and straight from their definitions.</summary>
internal sealed class NaiveMeasures
{
    private readonly List<string> _ranked;
    private readonly IReadOnlyDictionary<string, int> _grades;

    public NaiveMeasures(IReadOnlyList<RankedItem> ranking, IReadOnlyDictionary<string, int> grades)
    {
        _grades = grades;
        _ranked = [.. ranking.Select(item => item.Document)];
        // Bubble sort: the earlier one is the one with the greater score, or with the greater bytes.
        for (var pass = 0; pass < ranking.Count; pass++)
        {
            for (var at = 0; at + 1 < ranking.Count; at++)
            {
                if (Precedes(ranking, _ranked[at + 1], _ranked[at]))
                    (_ranked[at], _ranked[at + 1]) = (_ranked[at + 1], _ranked[at]);
            }
        }
    }

    public IReadOnlyList<string> Ranked => _ranked;

    private int Relevant => _grades.Values.Count(grade => grade >= 1);

    public double Precision(int k) => Enumerable.Range(1, k).Count(IsHit) / (double)k;

    public double Recall(int k) => Relevant == 0 ? 0 : Enumerable.Range(1, k).Count(IsHit) / (double)Relevant;

    public double Success(int k) => Enumerable.Range(1, k).Any(IsHit) ? 1 : 0;

    public double ReciprocalRank(int k) => Enumerable.Range(1, k).Where(IsHit).Select(rank => 1.0 / rank).FirstOrDefault();

    public double AveragePrecision(int k) => Relevant == 0 ? 0 : Enumerable.Range(1, k).Where(IsHit).Sum(Precision) / Relevant;

    public double Ndcg(int k, Func<int, double> gain)
    {
        var best = _grades.Values.Where(grade => grade > 0).Select(gain).OrderDescending().Take(k).Select((value, at) => value / Math.Log2(at + 2)).Sum();
        var got = Enumerable.Range(1, k).Select(rank => Math.Max(0, Grade(rank) ?? 0)).Select((grade, at) => gain(grade) / Math.Log2(at + 2)).Sum();
        return best == 0 ? 0 : got / best;
    }

    public double Bpref()
    {
        var judgedNot = _grades.Values.Count(grade => grade == 0);
        var sum = 0.0;
        for (var rank = 1; rank <= _ranked.Count; rank++)
        {
            if (!IsHit(rank))
                continue;
            var above = Enumerable.Range(1, rank - 1).Count(higher => Grade(higher) == 0);
            sum += 1 - (above == 0 ? 0 : (double)Math.Min(above, Relevant) / Math.Min(judgedNot, Relevant));
        }

        return Relevant == 0 ? 0 : sum / Relevant;
    }

    public double InterpolatedPrecision(double recall)
    {
        var needed = (int)Math.Floor((recall * Relevant) + 0.5);
        return Enumerable.Range(1, _ranked.Count).Where(rank => Enumerable.Range(1, rank).Count(IsHit) >= needed).Select(Precision).DefaultIfEmpty(0).Max();
    }

    public double? Judged(int k) => _ranked.Count == 0 ? null : _ranked.Take(k).Average(document => _grades.ContainsKey(document) ? 1.0 : 0);

    private static bool Precedes(IReadOnlyList<RankedItem> ranking, string left, string right)
    {
        var first = ranking.First(item => item.Document.Equals(left, StringComparison.Ordinal));
        var second = ranking.First(item => item.Document.Equals(right, StringComparison.Ordinal));
        if (first.Score != second.Score)
            return first.Score > second.Score;
        return System.Text.Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(right)) > 0;
    }

    private int? Grade(int rank) => rank <= _ranked.Count && _grades.TryGetValue(_ranked[rank - 1], out var grade) ? grade : null;

    private bool IsHit(int rank) => Grade(rank) >= 1;
}
