using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>Finds the postings of a term: binary search over the first terms of blocks, then a walk through one block.</summary>
internal sealed class TermDictionary(Section blocks, Section index, Section postings, int entryCount, int fieldCount)
{
    private readonly int _blockCount = (int)Math.Min(int.MaxValue, index.Length / sizeof(ulong));

    /// <summary>The postings of a term.</summary>
    /// <returns>False when no entry holds it.</returns>
    public bool TryFind(ReadOnlySpan<byte> term, out TermPostings found)
    {
        found = default;
        var (low, high) = (0, _blockCount - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (FirstTerm(middle).SequenceCompareTo(term) <= 0) low = middle + 1;
            else high = middle - 1;
        }

        if (high < 0) return false;
        var walk = new Walk(this, high, high + 1);
        while (walk.MoveNext())
        {
            var order = walk.Term.SequenceCompareTo(term);
            if (order > 0) return false;
            if (order != 0) continue;
            found = walk.Found;
            return true;
        }

        return false;
    }

    /// <summary>All terms in order.</summary>
    public TermSource Terms() => new Walk(this, 0, _blockCount);

    private ReadOnlySpan<byte> Block(int block)
    {
        var start = BlockStart(block);
        return blocks.Slice(start, BlockEnd(block) - start);
    }

    private long BlockStart(int block)
    {
        var start = index.As<ulong>((long)block * sizeof(ulong), sizeof(ulong))[0];
        if (start > (ulong)blocks.Length) Damage.Throw(index.File, $"the terms of block {block} stand at {start} of {blocks.Length} bytes");
        return (long)start;
    }

    private long BlockEnd(int block) => block + 1 < _blockCount ? BlockStart(block + 1) : blocks.Length;

    private ReadOnlySpan<byte> FirstTerm(int block) => new ByteReader(Block(block), blocks.File).Counted();

    private sealed class Walk(TermDictionary owner, int block, int endBlock) : TermSource
    {
        private StoredPostings? _postings;
        private int _block = block - 1;
        private int _blockAt;
        private bool _isInBlock;
        private byte[] _term = new byte[64];
        private int _termLength;
        private long _postingsStart;
        private int _postingsLength;
        private int _positionsLength;
        private int _documentFrequency;

        public override ReadOnlySpan<byte> Term => _term.AsSpan(0, _termLength);

        public TermPostings Found => new(
            TermBlocks.File, _documentFrequency, PostingsBytes.Slice(_postingsStart, _postingsLength), PostingsBytes.Slice(_postingsStart + _postingsLength, _positionsLength));

        public override PostingsWalk Postings()
        {
            _postings ??= new StoredPostings(owner, this);
            _postings.Start();
            return _postings;
        }

        private Section TermBlocks => owner.Blocks;

        private Section PostingsBytes => owner.PostingsSection;

        public override bool MoveNext()
        {
            _postingsStart += (long)_postingsLength + _positionsLength;
            ReadOnlySpan<byte> bytes = _isInBlock ? owner.Block(_block) : default;
            if (!_isInBlock || _blockAt >= bytes.Length)
            {
                if (++_block >= endBlock) return false;
                bytes = owner.Block(_block);
                var first = new ByteReader(bytes, TermBlocks.File);
                SetTerm(0, first.Counted());
                _postingsStart = (long)Math.Min(long.MaxValue, first.VarInt());
                ReadRest(ref first, 0);
                _isInBlock = true;
                return true;
            }

            var next = new ByteReader(bytes[_blockAt..], TermBlocks.File);
            var shared = next.Int32();
            if (shared > _termLength) Damage.Throw(TermBlocks.File, $"a term shares {shared} bytes with one of {_termLength}");
            SetTerm(shared, next.Counted());
            ReadRest(ref next, _blockAt);
            return true;
        }

        private void SetTerm(int shared, ReadOnlySpan<byte> suffix)
        {
            if (shared + suffix.Length > _term.Length) Array.Resize(ref _term, (shared + suffix.Length) * 2);
            suffix.CopyTo(_term.AsSpan(shared));
            _termLength = shared + suffix.Length;
        }

        private void ReadRest(ref ByteReader reader, int from)
        {
            _documentFrequency = reader.Int32(owner.EntryCount);
            _postingsLength = reader.Int32();
            _positionsLength = reader.Int32();
            _blockAt = from + reader.Position;
        }
    }

    private sealed class StoredPostings(TermDictionary owner, Walk walk) : VarintPostings(owner.FieldCount, owner.EntryCount)
    {
        protected override string File => owner.Blocks.File;

        protected override ReadOnlySpan<byte> PostingBytes => walk.Found.Postings;

        protected override ReadOnlySpan<byte> PositionBytes => walk.Found.Positions;

        public void Start() => Restart(walk.Found.DocumentFrequency);
    }

    private Section Blocks => blocks;

    private Section PostingsSection => postings;

    private int EntryCount => entryCount;

    private int FieldCount => fieldCount;
}
