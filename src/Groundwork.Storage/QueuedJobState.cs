namespace Groundwork.Storage;

/// <summary>How far a job is. One that is done is no longer in its queue.</summary>
public enum QueuedJobState
{
    /// <summary>Waits for its turn, or for the moment of its next try.</summary>
    Waiting,

    /// <summary>Somebody is at it, or was when his lease ended.</summary>
    Leased,

    /// <summary>Given up; nobody tries it until it is asked for again.</summary>
    Poisoned,
}
