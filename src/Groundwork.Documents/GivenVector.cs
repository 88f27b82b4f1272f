namespace Groundwork.Documents;

/// <summary>The vector that came with a source, or why what came is none.</summary>
/// <param name="Values">Its numbers; empty when there is a problem.</param>
/// <param name="Problem">What is wrong with it, for people; null when nothing is.</param>
public sealed record GivenVector(ReadOnlyMemory<float> Values, string? Problem = null);
