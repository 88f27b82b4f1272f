namespace Groundwork.Evals.Running;

/// <summary>An observation that was made and waits to be stored.</summary>
/// <param name="Position">Position of the sample in its dataset version.</param>
/// <param name="Asked">Hash of what a subject may look at.</param>
/// <param name="Observation">The observation.</param>
internal sealed record MadeObservation(long Position, string Asked, Observation Observation);
