namespace Groundwork.Evals;

/// <summary>How a start of a run ended.</summary>
/// <param name="Run">The run as it is stored; its state tells whether it is complete, its <see cref="EvalRun.StopReason"/> why not.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="Calls">Calls of the subject that this start made.</param>
public sealed record RunResult(EvalRun Run, RunProgress Progress, int Calls);
