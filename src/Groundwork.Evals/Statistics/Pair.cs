namespace Groundwork.Evals.Statistics;

/// <summary>One sample in two runs, scaled.</summary>
internal sealed record Pair(string Sample, string? Cluster, double Baseline, double BaselineWeight, double Candidate, double CandidateWeight)
{
    /// <summary>Candidate less baseline.</summary>
    public double Difference => Candidate - Baseline;
}
