using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>What is left of a segment file under its deletions.</summary>
internal sealed class LiveSegment(SegmentReader segment, Bitset? dead) : SegmentInput
{
    public override int EntryCount => segment.EntryCount;

    public override Bitset? Dead => dead;

    public override int VectorCount => segment.Vectors.Count;

    public override Similarity Similarity => segment.Vectors.Similarity;

    public override VectorTable? Graphed => segment.Vectors.HasGraph ? segment.Vectors : null;

    public override void ReadThrough() => segment.ReadThrough();

    public override void LetGo() => segment.LetGo();

    public override ReadOnlySpan<byte> KeyOf(int entry) => segment.KeyOf(entry);

    public override int StoredLength(int field, int entry) => FieldLength.Stored(segment.Lengths(field)[entry]);

    public override IReadOnlyCollection<ColumnName> Columns => segment.Columns.Names;

    public override TextValues Texts(ColumnName column) => segment.Columns.Texts(column.Kind, column.Field)!.Values();

    public override ColumnValues Values(ColumnName column) => segment.Columns.Values(column.Kind, column.Field)!.Copy();

    public override TermSource Terms() => segment.Dictionary.Terms();

    public override int VectorEntry(int row) => segment.Vectors.EntryOf(row);

    public override float VectorNorm(int row) => segment.Vectors.NormOf(row);

    public override ReadOnlySpan<float> Vector(int row) => segment.Vectors.Row(row);
}
