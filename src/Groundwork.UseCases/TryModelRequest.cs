namespace Groundwork.UseCases;

/// <summary>Asks one route once, to see whether it works.</summary>
/// <param name="Route">Name of a chat or embedding route.</param>
/// <param name="Prompt">What to say.</param>
public sealed record TryModelRequest(string Route, string Prompt);
