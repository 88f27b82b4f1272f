namespace Groundwork.Evals;

/// <summary>Two runs over the same samples.</summary>
/// <param name="Baseline">What it is compared with.</param>
/// <param name="Candidate">What is compared.</param>
/// <param name="Differences">One for each metric that both have.</param>
public sealed record Comparison(Report Baseline, Report Candidate, IReadOnlyList<PairedDifference> Differences)
{
    /// <summary>Samples that only one of the two runs has.</summary>
    public int OnlyInBaseline { get; init; }

    /// <summary>Samples that only the candidate has.</summary>
    public int OnlyInCandidate { get; init; }

    /// <summary>Things a reader must know, like different dataset versions or judges.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];
}
