namespace Groundwork.Knowledge.Answering;

/// <summary>
/// Weights of <see cref="AnswerConfidence"/>, made by <c>Groundwork.Benchmarks confidence FIXTURES REPOSITORY</c>: ridge logistic regression on whether the cited sentences hold the gold answer.
/// How well they are calibrated on questions they were not fitted on stands in bench/results.
/// </summary>
internal static class ConfidenceWeights
{
    public const double Bias = -7.15;

    public static IReadOnlyList<double> Weights { get; } = [2.56, 1.66, 0.37, 0.09, 1.68, -3.49, 0.68, 2.40, 2.51, 1.60, -0.51, 0.22, -0.41, -0.60, -0.40, 0.01];
}
