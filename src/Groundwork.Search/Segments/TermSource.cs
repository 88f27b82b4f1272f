namespace Groundwork.Search.Segments;

/// <summary>Terms with their postings, in the order of their UTF-8 bytes.</summary>
internal abstract class TermSource
{
    public abstract ReadOnlySpan<byte> Term { get; }

    public abstract bool MoveNext();

    /// <summary>Starts a walk over the current term's postings; it ends the one before and may reuse its object.</summary>
    public abstract PostingsWalk Postings();
}
