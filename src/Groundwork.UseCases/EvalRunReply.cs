using System.Text.Json.Serialization;
using Groundwork.Evals;

namespace Groundwork.UseCases;

/// <summary>One run.</summary>
/// <param name="Run">Its id.</param>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="DatasetVersion">Fingerprint of the dataset's version.</param>
/// <param name="Subject">What was measured.</param>
/// <param name="State"><c>observed</c>, <c>stopped</c> or <c>running</c>.</param>
/// <param name="Samples">Samples.</param>
/// <param name="Repeats">How often each was run.</param>
/// <param name="Started">When it was first started.</param>
public sealed record EvalRunReply(string Run, string Dataset, string DatasetVersion, string Subject, string State, int Samples, int Repeats, DateTimeOffset Started)
{
    /// <summary>The baseline it is kept as; absent for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Baseline { get; init; }

    /// <summary>Why it stopped before its end; absent when it did not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StopReason { get; init; }

    internal static EvalRunReply Of(EvalRun run) =>
        new(run.Id, run.Dataset, run.DatasetVersion, run.Subject, Evaluating.EvalReplies.StateOf(run), run.Samples, run.Repeats, run.Started) { Baseline = run.Baseline, StopReason = run.StopReason };
}
