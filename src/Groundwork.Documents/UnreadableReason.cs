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

    /// <summary>Reading passed its time limit.</summary>
    TimedOut,

    /// <summary>Built to do harm: it unpacks beyond all limits, refers to itself, or leads outside its folder.</summary>
    Hostile,

    /// <summary>The file changed while it was read.</summary>
    Changed,

    /// <summary>The system does not permit reading it.</summary>
    Denied,

    /// <summary>Its source cannot be reached or answers with an error; what was read earlier stays.</summary>
    Unavailable,

    /// <summary>Reading it has ended the reading process again and again; it is not tried any more until it changes or a retry is asked for.</summary>
    GaveUp,

    /// <summary>The embedder does not take its text; it is tried again when it changes or a retry is asked for.</summary>
    Refused,
}
