using System.Text.Json.Serialization;

namespace Groundwork.UseCases;

/// <summary>News of a running ingestion. A closed set; the last is <see cref="Done"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Planned), "planned")]
[JsonDerivedType(typeof(Advanced), "advanced")]
[JsonDerivedType(typeof(Failed), "failed")]
[JsonDerivedType(typeof(Learning), "learning")]
[JsonDerivedType(typeof(Done), "done")]
public abstract record IngestUpdate
{
    private IngestUpdate() { }

    /// <summary>This much lies ahead.</summary>
    public sealed record Planned(int Files, long Bytes) : IngestUpdate;

    /// <summary>Work has come this far.</summary>
    public sealed record Advanced(int FilesDone, long BytesDone, int Added, int Updated, int Unchanged, int Chunks, string Current) : IngestUpdate;

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
