namespace Groundwork.Documents.Processes;

/// <summary>What a message between this process and a worker holds. The first of each side is its greeting.</summary>
internal enum WorkerMessage
{
    /// <summary>From the worker: fingerprint of its readers. To the worker: the limits.</summary>
    Hello = 0x31_52_57_47, // "GWR1" in little-endian bytes: a foreign program is found out by its first word.

    /// <summary>To the worker: a source and its bytes.</summary>
    Read = 1,

    /// <summary>From the worker: bytes it holds, then the document.</summary>
    Document = 2,

    /// <summary>From the worker: bytes it holds, then why the source cannot become a document.</summary>
    Problem = 3,
}
