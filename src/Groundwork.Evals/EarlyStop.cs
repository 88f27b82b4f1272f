namespace Groundwork.Evals;

/// <summary>When a run gives up on a subject that mostly fails.</summary>
/// <param name="After">Looks once this many samples were called, from 1, and at each that follows.</param>
/// <param name="Share">Stops when more than this share of them failed, above 0, up to 1.</param>
public sealed record EarlyStop(int After = 20, double Share = 0.5);
