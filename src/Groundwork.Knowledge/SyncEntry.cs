namespace Groundwork.Knowledge;

/// <summary>One thing of a source, and what a synchronisation does about it.</summary>
/// <param name="Change">What.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="Why">Why, or for what moved where it lay before; null where there is nothing to say.</param>
public sealed record SyncEntry(SyncChange Change, string Path, string? Why = null);
