using System.Text.Json.Serialization;

namespace Groundwork.UseCases;

/// <summary>News of a running ingestion. A closed set; the last is <see cref="Done"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Planned), "planned")]
[JsonDerivedType(typeof(Advanced), "advanced")]
[JsonDerivedType(typeof(Failed), "failed")]
[JsonDerivedType(typeof(Paused), "paused")]
[JsonDerivedType(typeof(Resumed), "resumed")]
[JsonDerivedType(typeof(Learning), "learning")]
[JsonDerivedType(typeof(Done), "done")]
public abstract record IngestUpdate
{
    private IngestUpdate() { }

    /// <summary>This much lies ahead.</summary>
    public sealed record Planned(int Files, long Bytes) : IngestUpdate;

    /// <summary>Work has come this far.</summary>
    public sealed record Advanced(int FilesDone, long BytesDone, int Added, int Updated, int Unchanged, int Chunks, string Current) : IngestUpdate
    {
        /// <summary>Files in all.</summary>
        public int Files { get; init; }

        /// <summary>Bytes in all, of the files whose length is known.</summary>
        public long Bytes { get; init; }

        /// <summary>Documents that moved.</summary>
        public int Moved { get; init; }

        /// <summary>Files and parts of files that could not be read.</summary>
        public int FailedFiles { get; init; }

        /// <summary>Files left out on purpose.</summary>
        public int SkippedFiles { get; init; }

        /// <summary>Files per second, over the last half minute; null in the first second.</summary>
        public double? FilesPerSecond { get; init; }

        /// <summary>Bytes per second, over the last half minute; null in the first second.</summary>
        public double? BytesPerSecond { get; init; }

        /// <summary>Seconds left at this rate; null while that cannot be told.</summary>
        public double? SecondsLeft { get; init; }
    }

    /// <summary>Reading waits, because memory is short.</summary>
    public sealed record Paused(string Reason) : IngestUpdate;

    /// <summary>Reading goes on.</summary>
    public sealed record Resumed : IngestUpdate;

    /// <summary>A file could not be read.</summary>
    public sealed record Failed(FailedFile File) : IngestUpdate;

    /// <summary>The collection is being learnt: its chunks are looked at, then its index is built anew.</summary>
    /// <param name="Reason">Why now.</param>
    /// <param name="IsIndexing">False while chunks are looked at, true while the index is built.</param>
    /// <param name="ChunksDone">Chunks done of this half.</param>
    /// <param name="Chunks">Chunks in all.</param>
    public sealed record Learning(string Reason, bool IsIndexing, long ChunksDone, long Chunks) : IngestUpdate;

    /// <summary>All done.</summary>
    public sealed record Done(IngestReply Reply) : IngestUpdate;
}
