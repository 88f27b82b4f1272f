namespace Groundwork.Knowledge.Answering;

/// <summary>
/// Weights of <see cref="AnswerConfidence"/>, made by <c>Groundwork.Benchmarks confidence FIXTURES</c>: ridge logistic regression on whether the cited sentences hold the gold answer.
/// How well they are calibrated on questions they were not fitted on stands in bench/results.
/// </summary>
internal static class ConfidenceWeights
{
    public const double Bias = -6.0;

    public static IReadOnlyList<double> Weights { get; } = [3.0, 1.0, 1.0, 0.6, 0.5, -2.9, 1.0, 0.6, 2.5, 0.8, -0.5, 0, 0, 0, 0, 0];
}
