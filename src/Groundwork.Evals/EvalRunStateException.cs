namespace Groundwork.Evals;

/// <summary>A run is not in the state that is needed for what was asked.</summary>
/// <param name="message">Which run, and what to do.</param>
public sealed class EvalRunStateException(string message) : Exception(message);
