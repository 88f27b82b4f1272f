namespace Groundwork.Knowledge.Ingestion;

/// <summary>How often a document may end a process, and what is said then.</summary>
internal static class GaveUp
{
    /// <summary>Tries of a document whose reading process ends, or whose source does not answer.</summary>
    public const int MaxAttempts = 3;

    /// <summary>Tries of a document during which this very process ended: once among others, whose fault it may have been, then as often alone.</summary>
    public const int MaxAbandoned = 1 + MaxAttempts;

    public static string Alone(string path) =>
        $"The program ended {MaxAttempts} times while it was at \"{path}\" alone. It is not tried again until it changes, or until a retry is asked for (\"groundwork ingest --retry-failed\").";

    public static string InWorker(string last) =>
        $"Reading it was tried {MaxAttempts} times. The last time: {last} It is not tried again until it changes, or until a retry is asked for (\"groundwork ingest --retry-failed\").";
}
