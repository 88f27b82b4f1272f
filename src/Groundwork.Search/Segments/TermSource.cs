namespace Groundwork.Search.Segments;

/// <summary>Terms with their postings, in the order of their UTF-8 bytes.</summary>
internal abstract class TermSource
{
    public abstract ReadOnlySpan<byte> Term { get; }

    public abstract TermPostings Postings { get; }

    public abstract bool MoveNext();
}
