namespace Groundwork.Evals;

/// <summary>What may be concluded from a run. Made only from stored observations and scores, so the same run gives the same report, byte for byte.</summary>
/// <param name="Run">The run.</param>
/// <param name="Metrics">Every metric that was scored, in the order of the scorers.</param>
/// <param name="Failures">Observations that failed.</param>
/// <param name="Expected">Observations that are due: samples times repeats.</param>
/// <param name="Observed">Observations that are stored.</param>
public sealed record Report(EvalRun Run, IReadOnlyList<MetricReport> Metrics, int Failures, int Expected, int Observed)
{
    /// <summary>Things a reader must know: missing certificates, same family of judge and subject, few samples, drafts.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];
}
