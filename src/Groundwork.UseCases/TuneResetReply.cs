namespace Groundwork.UseCases;

/// <summary>A collection goes back to the steps that no questions of its own decided.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Taken">Names of the steps that are taken from now on.</param>
public sealed record TuneResetReply(string Collection, IReadOnlyList<string> Taken);
