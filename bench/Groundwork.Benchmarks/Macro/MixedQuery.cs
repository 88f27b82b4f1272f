namespace Groundwork.Benchmarks.Macro;

/// <summary>Words and a vector that ask for the same thing.</summary>
internal sealed record MixedQuery(string Text, float[] Vector);
