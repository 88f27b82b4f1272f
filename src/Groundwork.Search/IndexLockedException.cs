namespace Groundwork.Search;

/// <summary>Another writer holds the index.</summary>
public sealed class IndexLockedException(string message, Exception? inner = null) : Exception(message, inner);
