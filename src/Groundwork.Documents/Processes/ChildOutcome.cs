namespace Groundwork.Documents.Processes;

/// <summary>How a run of an external program came to its end.</summary>
internal enum ChildOutcome
{
    /// <summary>The program ended; its exit code says how.</summary>
    Ended,

    /// <summary>There is no such program.</summary>
    NotInstalled,

    /// <summary>It was killed at its time limit.</summary>
    TimedOut,

    /// <summary>It was killed at its output limit.</summary>
    TooMuchOutput,
}
