using Groundwork.Knowledge.Ranking;

namespace Groundwork.Benchmarks.Understanding;

/// <summary>Weights of a linear score under which good passages come before others.</summary>
/// <remarks>
/// Pairwise logistic loss with each pair as heavy as the discounts at its two present ranks differ (after LambdaRank, Burges et al. 2006; neither by grades nor by the ideal order),
/// projected gradient. Every source counts the same, however many questions it has. No weight but that of the length may be negative: more of a
/// good sign must not lower a passage.
/// </remarks>
internal static class LinearFit
{
    private const int Rounds = 400;
    private const double Rate = 2;
    // Pulls the weights to those of the first stage alone.
    private const double Stiffness = 0.002;
    private const double Steepness = 8;

    public static double[] FirstStage { get; } = [1, .. new double[PassageFeatures.Names.Count - 1]];

    public static double[] Fit(IEnumerable<(string Source, List<JudgedQuestion> Questions)> sets)
    {
        var sources = sets.GroupBy(s => s.Source, StringComparer.Ordinal).Select(g => g.SelectMany(s => s.Questions).Where(q => q.Pairs.Count > 0).ToArray()).ToArray();
        double[] weights = [.. FirstStage];
        var length = PassageFeatures.Names.ToList().IndexOf("length");
        for (var round = 0; round < Rounds; round++)
        {
            var gradient = new double[weights.Length];
            foreach (var questions in sources)
                foreach (var question in questions) Add(question, weights, gradient, 1.0 / (questions.Length * sources.Length));
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] += Rate / Math.Sqrt(1 + (round / 40.0)) * (gradient[i] - (Stiffness * (weights[i] - FirstStage[i])));
                if (i != length) weights[i] = Math.Max(0, weights[i]);
            }
        }

        return weights;
    }

    private static void Add(JudgedQuestion question, double[] weights, double[] gradient, double share)
    {
        var scores = Enumerable.Range(0, question.Features.Length).Select(i => question.Score(weights, i)).ToArray();
        var ranks = new int[scores.Length];
        var order = Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).ThenBy(i => i).ToArray();
        for (var r = 0; r < order.Length; r++) ranks[order[r]] = r;
        foreach (var (better, worse) in question.Pairs)
        {
            var change = Math.Abs(Discount(ranks[better]) - Discount(ranks[worse]));
            var push = share * change * Steepness / (1 + Math.Exp(Steepness * (scores[better] - scores[worse])));
            for (var i = 0; i < weights.Length; i++) gradient[i] += push * (question.Features[better][i] - question.Features[worse][i]);
        }
    }

    private static double Discount(int rank) => 1 / Math.Log2(rank + 2);
}
