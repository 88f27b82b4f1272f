using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;
using Groundwork.Search.Vectors;

namespace Groundwork.Search.Tests.Vectors;

public sealed class VectorsWriterTests
{
    [Fact]
    public void A_merge_lets_go_of_vectors_after_a_few_thousand_rows_and_at_the_end_of_each_input()
    {
        var inputs = new[] { new WatchedVectors(10_000), new WatchedVectors(3), new WatchedVectors(4096) };
        var next = 0;
        var renumbered = inputs.Select(i => Enumerable.Range(0, i.VectorCount).Select(_ => next++).ToArray()).ToArray();
        var file = new SectionWriter(Stream.Null);

        new VectorsWriter(inputs, renumbered, next, WatchedVectors.Dimensions, graphThreads: 0, default).Write(file).ShouldBe(next);

        inputs.ShouldAllBe(i => i.MostHeld > 0 && i.MostHeld <= 4096);
        inputs.ShouldAllBe(i => i.Held == 0);
    }

    /// <summary>Vectors that count how many of them were read since they were let go.</summary>
    private sealed class WatchedVectors(int rows) : SegmentInput
    {
        public const int Dimensions = 4;
        private static readonly float[] s_vector = [1, 0, 0, 0];
        private readonly HashSet<int> _held = [];

        public int Held => _held.Count;

        public int MostHeld { get; private set; }

        public override int EntryCount => rows;

        public override Bitset? Dead => null;

        public override int VectorCount => rows;

        public override Similarity Similarity => Similarity.Cosine;

        public override IReadOnlyCollection<ColumnName> Columns => [];

        public override void LetGo() => _held.Clear();

        public override ReadOnlySpan<float> Vector(int row)
        {
            _held.Add(row);
            MostHeld = Math.Max(MostHeld, _held.Count);
            return s_vector;
        }

        public override int VectorEntry(int row) => row;

        public override float VectorNorm(int row) => 1;

        public override ReadOnlySpan<byte> KeyOf(int entry) => default;

        public override int StoredLength(int field, int entry) => 0;

        public override TextValues Texts(ColumnName column) => throw new NotSupportedException();

        public override ColumnValues Values(ColumnName column) => throw new NotSupportedException();

        public override TermSource Terms() => throw new NotSupportedException();
    }
}
