using System.Text.Json;
using System.Text.Json.Serialization;
using Groundwork.Evals;

namespace Groundwork.UseCases;

/// <summary>Two runs, sample by sample.</summary>
/// <param name="Baseline">Id of the run, or name of the file, that is compared with.</param>
/// <param name="Candidate">Id of the run that is compared.</param>
/// <param name="Comparison">As docs/formats/report.md says.</param>
public sealed record CompareReply(string Baseline, string Candidate, JsonElement Comparison)
{
    /// <summary>The comparison, for those who draw it.</summary>
    internal Comparison Compared { get; init; } = null!;

    /// <summary>Values of the baseline's samples.</summary>
    internal MeasuredRun BaselineRun { get; init; } = null!;

    /// <summary>Values of the candidate's samples.</summary>
    internal MeasuredRun CandidateRun { get; init; } = null!;
}
