namespace Groundwork.Knowledge;

/// <summary>What one step did to a question or its passages.</summary>
/// <param name="Step">The step.</param>
/// <param name="IsUsed">Whether it changed anything.</param>
/// <param name="What">What it changed, or why it changed nothing, for people.</param>
/// <param name="Milliseconds">What it took.</param>
public sealed record StepTrace(RetrievalStep Step, bool IsUsed, string What, double Milliseconds);
