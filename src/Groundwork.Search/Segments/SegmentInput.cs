using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>Entries that go into a new segment: a segment that is merged, or the entries a writer has in memory.</summary>
internal abstract class SegmentInput
{
    public abstract int EntryCount { get; }

    /// <summary>Entries that are left out, or null for none.</summary>
    public abstract Bitset? Dead { get; }

    public abstract int VectorCount { get; }

    /// <summary>How vectors are compared; says nothing without vectors.</summary>
    public abstract Similarity Similarity { get; }

    /// <summary>The vectors with their graph, when there is one that can be reused.</summary>
    public virtual VectorTable? Graphed => null;

    /// <summary>Says that all of it will now be read, and hardly ever again.</summary>
    public virtual void ReadThrough()
    {
    }

    /// <summary>Says that what was read need not stay in memory.</summary>
    public virtual void LetGo()
    {
    }

    public abstract ReadOnlySpan<byte> KeyOf(int entry);

    /// <summary>1 + the words of a text field, or 0 when the entry has no such field.</summary>
    public abstract int StoredLength(int field, int entry);

    /// <summary>The filter columns that hold anything.</summary>
    public abstract IReadOnlyCollection<ColumnName> Columns { get; }

    /// <summary>The values of a column of strings.</summary>
    public abstract TextValues Texts(ColumnName column);

    /// <summary>A column of numbers or dates.</summary>
    public abstract ColumnValues Values(ColumnName column);

    public abstract TermSource Terms();

    public abstract int VectorEntry(int row);

    public abstract float VectorNorm(int row);

    public abstract ReadOnlySpan<float> Vector(int row);
}
