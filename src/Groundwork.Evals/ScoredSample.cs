namespace Groundwork.Evals;

/// <summary>A sample of a run with everything that is known about it.</summary>
/// <param name="Sample">The sample, as the run's dataset version holds it.</param>
/// <param name="Observations">Its observations in order of <see cref="Observation.Repeat"/>; fewer than the run's repeats while the run is unfinished.</param>
/// <param name="Scores">
/// For each scorer, in the order they were asked for, what it says about each of the observations, in their order; null for an observation that is not scored yet.
/// </param>
public sealed record ScoredSample(Sample Sample, IReadOnlyList<Observation> Observations, IReadOnlyList<IReadOnlyList<ScoredObservation?>> Scores);
