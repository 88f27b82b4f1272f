namespace Groundwork.Search.Segments;

/// <summary>The postings of one term, one after the other, in order of entry.</summary>
/// <param name="fieldCount">Text fields of the index.</param>
internal abstract class PostingsWalk(int fieldCount)
{
    public int Entry { get; protected set; }

    /// <summary>The fields that hold the term, as bits, at least one.</summary>
    public uint Mask { get; protected set; }

    /// <summary>
    /// Field by field, lowest bit first, as many varints as its frequency: the first position as it is, then distances ≥ 1.
    /// Valid until the next move.
    /// </summary>
    public abstract ReadOnlySpan<byte> Positions { get; }

    /// <summary>By field: its occurrences. Those of a field outside <see cref="Mask"/> say nothing.</summary>
    protected int[] Frequencies { get; } = new int[fieldCount];

    /// <summary>Occurrences in one field of <see cref="Mask"/>, ≥ 1.</summary>
    public int Frequency(int field) => Frequencies[field];

    public abstract bool MoveNext();
}
