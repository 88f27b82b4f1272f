namespace Groundwork.Evals;

/// <summary>There is no such run or baseline, or not any more.</summary>
/// <param name="message">Which, and what to do.</param>
public sealed class EvalRunNotFoundException(string message) : Exception(message);
