using Groundwork.Documents;
using Groundwork.Language;
using Groundwork.Sources;
using Groundwork.Storage;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>A step of an ingestion, in order. What has to be read is read ahead; the rest passes through.</summary>
internal abstract record ReadWork
{
    private ReadWork() { }

    /// <summary>A source to be read and cut.</summary>
    /// <param name="Info">The source.</param>
    /// <param name="Content">Its bytes.</param>
    /// <param name="Hash">Their hash, with what else decides the document.</param>
    /// <param name="IsKnown">An earlier version of it is stored.</param>
    /// <param name="IsPart">It is a part of a container.</param>
    public sealed record Source(SourceInfo Info, ReadOnlyMemory<byte> Content, ContentHash Hash, bool IsKnown, bool IsPart) : ReadWork;

    /// <summary>A document that is as it was.</summary>
    public sealed record Unchanged : ReadWork;

    /// <summary>A part of a container, or a whole file, that cannot be read.</summary>
    public sealed record Broken(string Path, string Place, DocumentUnreadableException Problem) : ReadWork;

    /// <summary>The end of a file.</summary>
    /// <param name="Item">The file.</param>
    /// <param name="Job">Its job.</param>
    /// <param name="Hash">Hash of its bytes; null when it could not be read to its end.</param>
    /// <param name="Bytes">Its length.</param>
    /// <param name="MayLeaveDocuments">It held several documents, now or earlier, some of which may be gone.</param>
    public sealed record FileDone(SourceItem.Present Item, LeasedJob Job, ContentHash? Hash, long Bytes, bool MayLeaveDocuments = false) : ReadWork;

    /// <summary>The file could not be had now; another try may succeed.</summary>
    public sealed record FileLater(SourceItem.Present Item, LeasedJob Job, DocumentUnreadableException Problem) : ReadWork;
}
