namespace Groundwork.Documents;

/// <summary>One part of a container: a source that can be read, or the reason why it cannot.</summary>
public abstract record ContainedPart
{
    private ContainedPart() { }

    /// <summary>A source to hand to a document reader.</summary>
    /// <param name="Source">Its description; the media type decides the reader.</param>
    /// <param name="Content">Its bytes.</param>
    public sealed record Readable(SourceInfo Source, ReadOnlyMemory<byte> Content) : ContainedPart;

    /// <summary>A part that cannot be read. The rest of the container is not affected.</summary>
    /// <param name="Place">Where, for people, like "line 17".</param>
    /// <param name="Problem">Why, and what to do.</param>
    public sealed record Broken(string Place, DocumentUnreadableException Problem) : ContainedPart;
}
