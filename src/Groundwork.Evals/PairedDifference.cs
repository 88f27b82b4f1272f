namespace Groundwork.Evals;

/// <summary>One metric of two runs over the same samples, compared sample by sample.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Pairs">Samples with a value in both.</param>
/// <param name="OnlyOne">Samples with a value in one of the two; they take no part.</param>
/// <param name="Baseline">Mean of the pairs in the baseline.</param>
/// <param name="Candidate">Mean of the pairs in the candidate.</param>
/// <param name="Difference">Candidate less baseline with its interval; null without pairs.</param>
/// <param name="Chance">How likely a difference this large is by chance (sign-flip permutation; McNemar for rates), 0..1; 1 without pairs.</param>
public sealed record PairedDifference(Metric Metric, int Pairs, int OnlyOne, double Baseline, double Candidate, Estimate? Difference, double Chance)
{
    /// <summary>The chance after Holm's correction over all metrics and groups of one comparison.</summary>
    public double Corrected { get; init; } = 1;

    /// <summary>Smallest true difference that these pairs would show in four of five cases; null without pairs.</summary>
    public double? Detectable { get; init; }

    /// <summary>Pairs in which the candidate is better, worse and equal.</summary>
    public WinLoss Count { get; init; } = new(0, 0, 0);

    /// <summary>The same per tag and value.</summary>
    public IReadOnlyList<GroupDifference> Groups { get; init; } = [];
}
