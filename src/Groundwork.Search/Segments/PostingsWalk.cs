namespace Groundwork.Search.Segments;

/// <summary>The postings of one term, one after the other, in order of entry.</summary>
internal abstract class PostingsWalk
{
    public abstract int Entry { get; }

    /// <summary>The fields that hold the term, as bits, at least one.</summary>
    public abstract uint Mask { get; }

    /// <summary>
    /// Field by field, lowest bit first, as many varints as its frequency: the first position as it is, then distances ≥ 1.
    /// Valid until the next move.
    /// </summary>
    public abstract ReadOnlySpan<byte> Positions { get; }

    /// <summary>Occurrences in one field of <see cref="Mask"/>, ≥ 1.</summary>
    public abstract int Frequency(int field);

    public abstract bool MoveNext();
}
