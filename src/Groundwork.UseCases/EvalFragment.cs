namespace Groundwork.UseCases;

/// <summary>The report of a run as a part of a page.</summary>
/// <param name="Run">The run.</param>
/// <param name="Html">The report, every text from outside escaped.</param>
public sealed record EvalFragment(EvalRunReply Run, string Html)
{
    /// <summary>Names of the metrics that were scored.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];
}
