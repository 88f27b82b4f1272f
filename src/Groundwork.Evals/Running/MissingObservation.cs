namespace Groundwork.Evals.Running;

/// <summary>An observation that a run lacks.</summary>
/// <param name="Position">Position of the sample in its dataset version.</param>
/// <param name="Asked">Hash of what a subject may look at.</param>
/// <param name="Sample">The sample.</param>
/// <param name="Repeat">From 0.</param>
internal sealed record MissingObservation(long Position, string Asked, Sample Sample, int Repeat);
