namespace Groundwork.UseCases;

/// <summary>How far an ingestion job is.</summary>
public enum JobState
{
    /// <summary>Waits for its turn.</summary>
    Queued,

    /// <summary>At work.</summary>
    Running,

    /// <summary>Done; files that could not be read are part of its reply.</summary>
    Done,

    /// <summary>Ended by an error; what was stored before it stays searchable.</summary>
    Failed,

    /// <summary>Stopped by a person or by the end of the server; what was stored before stays searchable.</summary>
    Cancelled,
}
