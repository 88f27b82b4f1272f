namespace Groundwork.Evals;

/// <summary>A tool call that a subject made.</summary>
/// <param name="Name">Name of the tool.</param>
/// <param name="Arguments">Arguments as a JSON object, as they were sent, also when that is no JSON.</param>
public sealed record ObservedToolCall(string Name, string Arguments);
