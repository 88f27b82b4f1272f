namespace Groundwork.Knowledge;

/// <summary>What a synchronisation does, or would do, about one thing of a source.</summary>
public enum SyncChange
{
    /// <summary>It was not there before.</summary>
    New,

    /// <summary>Its bytes, or the way they are read, are not those of the last time.</summary>
    Changed,

    /// <summary>Its bytes lay somewhere else before.</summary>
    Moved,

    /// <summary>It is no longer there.</summary>
    Gone,

    /// <summary>Nothing.</summary>
    Unchanged,

    /// <summary>It is left out on purpose.</summary>
    Skipped,

    /// <summary>It cannot be reached; what was made of it stays.</summary>
    Unavailable,
}
