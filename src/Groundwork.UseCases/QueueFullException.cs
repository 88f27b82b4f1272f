namespace Groundwork.UseCases;

/// <summary>As many ingestion jobs wait as may wait.</summary>
public sealed class QueueFullException(int waiting) : Exception(FormattableString.Invariant($"{waiting} ingestions are waiting already. Try again when some have finished."));
