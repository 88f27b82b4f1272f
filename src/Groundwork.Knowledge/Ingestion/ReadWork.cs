using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>A step of an ingestion, in order. What has to be read is read ahead; the rest passes through.</summary>
internal abstract record ReadWork
{
    private ReadWork() { }

    /// <summary>A source to be read and cut.</summary>
    public sealed record Source(SourceInfo Info, ReadOnlyMemory<byte> Content, ContentHash Hash, bool IsKnown) : ReadWork;

    /// <summary>A document that is as it was.</summary>
    public sealed record Unchanged(int Documents) : ReadWork;

    /// <summary>A part of a container, or a whole file, that cannot be read.</summary>
    public sealed record Broken(string Path, string Place, DocumentUnreadableException Problem) : ReadWork;

    /// <summary>A file left out on purpose.</summary>
    public sealed record Skipped(string Path, string Reason) : ReadWork;

    /// <summary>The end of a file that is as it was: nothing about it has to be stored.</summary>
    public sealed record FileUnchanged(string Path, int Documents, long Bytes) : ReadWork;

    /// <summary>The end of a file that was read; null hash when it could not be read to its end.</summary>
    /// <param name="Path">The file.</param>
    /// <param name="Hash">Hash of its bytes.</param>
    /// <param name="Bytes">Its length.</param>
    /// <param name="MayLeaveDocuments">It held several documents, now or earlier, some of which may be gone.</param>
    public sealed record FileDone(string Path, ContentHash? Hash, long Bytes, bool MayLeaveDocuments = false) : ReadWork;
}
