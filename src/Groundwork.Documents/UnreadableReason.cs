namespace Groundwork.Documents;

/// <summary>Why a source cannot become a document.</summary>
public enum UnreadableReason
{
    /// <summary>No bytes, or no text in them.</summary>
    Empty,

    /// <summary>The bytes are not text although the name says so.</summary>
    Binary,

    /// <summary>No reader is registered for the format.</summary>
    UnsupportedFormat,

    /// <summary>Larger than the configured limit.</summary>
    TooLarge,

    /// <summary>The format is recognised and its structure is broken.</summary>
    Damaged,

    /// <summary>A password is needed.</summary>
    Encrypted,

    /// <summary>A record is well-formed and misses what it must have.</summary>
    Incomplete,

    /// <summary>The same id stands twice.</summary>
    DuplicateId,

    /// <summary>An external program is not installed; the message names the package.</summary>
    ToolMissing,

    /// <summary>An external program failed or passed its memory limit.</summary>
    ToolFailed,

    /// <summary>An external program passed its time limit.</summary>
    TimedOut,
}
