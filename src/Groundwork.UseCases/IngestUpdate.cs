using System.Text.Json.Serialization;

namespace Groundwork.UseCases;

/// <summary>News of a running ingestion. A closed set; the last is <see cref="Done"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Planned), "planned")]
[JsonDerivedType(typeof(Advanced), "advanced")]
[JsonDerivedType(typeof(Failed), "failed")]
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

    /// <summary>All done.</summary>
    public sealed record Done(IngestReply Reply) : IngestUpdate;
}
