using Groundwork.Documents;

namespace Groundwork.Knowledge;

/// <summary>What happens while files are ingested. A closed set.</summary>
public abstract record IngestEvent
{
    private IngestEvent() { }

    /// <summary>The scan is done; this much lies ahead.</summary>
    public sealed record Planned(int Files, long Bytes) : IngestEvent;

    /// <summary>Work has come this far.</summary>
    public sealed record Advanced(int FilesDone, long BytesDone, IngestCounts Counts, string Current) : IngestEvent;

    /// <summary>A file was left out on purpose.</summary>
    public sealed record Skipped(string Path, string Reason) : IngestEvent;

    /// <summary>A file, or a part of one, could not be read. Everything else goes on.</summary>
    public sealed record Failed(string Path, UnreadableReason Reason, string Message) : IngestEvent;

    /// <summary>Reading waits, because memory is short.</summary>
    public sealed record Paused(string Reason) : IngestEvent;

    /// <summary>Reading goes on.</summary>
    public sealed record Resumed : IngestEvent;

    /// <summary>All done and searchable.</summary>
    public sealed record Finished(IngestCounts Counts, long Commit) : IngestEvent;
}
