namespace Groundwork.Knowledge.Ranking;

/// <summary>What each of <see cref="PassageFeatures.Names"/> counts.</summary>
internal static class FeatureWeights
{
    /// <summary>Fitted on all labelled sets, of seven sources in seven languages, so what they gain on these says little of others: bench/Groundwork.Benchmarks, command <c>fit-reranker</c>.</summary>
    public static IReadOnlyList<double> Fitted { get; } = 
    [
        1.0598, 0.4329, 0.2855, 0.0314, 0, 0.3712, 0, 0.3271, 0.3038, 0.3276, 0.2061, 0.4277, -0.1180, 0.2435, 0.0341,
    ];

    public static double Score(IReadOnlyList<double> weights, double[] features)
    {
        var sum = 0d;
        for (var i = 0; i < features.Length; i++) sum += weights[i] * features[i];
        return sum;
    }
}
