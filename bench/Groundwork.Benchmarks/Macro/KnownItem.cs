namespace Groundwork.Benchmarks.Macro;

/// <summary>A query whose answer is known: any passage of one document.</summary>
internal sealed record KnownItem(string Text, int Document);
