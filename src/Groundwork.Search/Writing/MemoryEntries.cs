using Groundwork.Search.Bytes;
using Groundwork.Search.Commits;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Writing;

/// <summary>Analysed entries in memory. Where keys and terms come from is left to those who gather them.</summary>
/// <param name="schema">What the index is made of.</param>
internal abstract class MemoryEntries(IndexSchema schema) : SegmentInput
{
    public override Bitset? Dead
    {
        get
        {
            if (DeadEntries.Count == 0) return null;
            var dead = new Bitset(EntryCount);
            foreach (var entry in DeadEntries) dead.Add(entry);
            return dead;
        }
    }

    public override int VectorCount => Vectors.Count;

    public override Similarity Similarity => schema.Vectors?.Similarity ?? default;

    public override IReadOnlyCollection<ColumnName> Columns => Built.Columns;

    protected IndexSchema Schema => schema;

    /// <summary>Entries that others have replaced, or that were removed.</summary>
    protected List<int> DeadEntries { get; } = [];

    /// <summary>By field and entry: as <see cref="SegmentInput.StoredLength"/>.</summary>
    protected List<int>[] Lengths { get; } = [.. schema.Fields.Select(_ => new List<int>())];

    protected ColumnsBuilder Built { get; } = new();

    protected VectorBuffer Vectors { get; } = new(schema.Dimensions);

    public override int StoredLength(int field, int entry) => Lengths[field][entry];

    public override TextValues Texts(ColumnName column) => Built.Texts(column);

    public override ColumnValues Values(ColumnName column) => Built.Values(column);

    public override int VectorEntry(int row) => Vectors.EntryOf(row);

    public override float VectorNorm(int row) => Vectors.NormOf(row);

    public override ReadOnlySpan<float> Vector(int row) => Vectors.Row(row);
}
