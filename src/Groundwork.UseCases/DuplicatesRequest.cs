using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>Which documents count as nearly the same.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Threshold">Least share of runs of five words that a copy has in common with its original, 0.5..1.</param>
public sealed record DuplicatesRequest(string Collection = "default", double Threshold = DuplicateFinder.DefaultThreshold);
