namespace Groundwork.Storage;

/// <summary>How many jobs of a queue are in which state.</summary>
/// <param name="Waiting">Waiting for their turn or their next try.</param>
/// <param name="Leased">Under way.</param>
/// <param name="Poisoned">Given up.</param>
public sealed record JobCounts(long Waiting, long Leased, long Poisoned);
