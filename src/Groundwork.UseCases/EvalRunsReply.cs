namespace Groundwork.UseCases;

/// <summary>Runs, those started last first.</summary>
/// <param name="Runs">The runs.</param>
public sealed record EvalRunsReply(IReadOnlyList<EvalRunReply> Runs);
