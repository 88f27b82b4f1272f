using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>The terms of a segment file in order, from the first one or from any.</summary>
internal sealed class TermWalk(TermDictionary dictionary) : TermSource
{
    private StoredPostings? _postings;
    private byte[] _term = new byte[64];
    private int _termLength;
    private int _block = -1;
    private int _blockAt;
    private bool _isInBlock;
    private bool _isBefore;
    private TermEntry _entry;

    public override ReadOnlySpan<byte> Term => _term.AsSpan(0, _termLength);

    /// <summary>Where the current term stands.</summary>
    public TermEntry Entry => _entry;

    /// <summary>Goes on, never back, so that the next move leads to the first term that is not before the given one.</summary>
    public void Seek(ReadOnlySpan<byte> term)
    {
        var block = dictionary.BlockOf(term);
        if (block > _block) (_block, _isInBlock) = (block - 1, false);
        _isBefore = false;
        while (MoveNext())
        {
            if (Term.SequenceCompareTo(term) < 0) continue;
            _isBefore = true;
            return;
        }
    }

    public override bool MoveNext()
    {
        if (_isBefore)
        {
            _isBefore = false;
            return true;
        }

        var start = _entry.Start + _entry.PostingsLength + _entry.PositionsLength;
        ReadOnlySpan<byte> bytes = _isInBlock ? dictionary.Block(_block) : default;
        if (!_isInBlock || _blockAt >= bytes.Length)
        {
            _isInBlock = false;
            if (_block + 1 >= dictionary.BlockCount) return false;
            bytes = dictionary.Block(++_block);
            var first = new ByteReader(bytes, dictionary.File);
            SetTerm(0, first.Counted());
            _entry = dictionary.ReadEntry(ref first, (long)Math.Min(long.MaxValue / 2, first.VarInt()));
            _blockAt = first.Position;
            _isInBlock = true;
            return true;
        }

        var next = new ByteReader(bytes[_blockAt..], dictionary.File);
        var shared = next.Int32();
        if (shared > _termLength) Damage.Throw(dictionary.File, $"a term shares {shared} bytes with one of {_termLength}");
        SetTerm(shared, next.Counted());
        _entry = dictionary.ReadEntry(ref next, start);
        _blockAt += next.Position;
        return true;
    }

    public override PostingsWalk Postings()
    {
        _postings ??= new StoredPostings(dictionary.Postings, dictionary.EntryCount, dictionary.FieldCount);
        _postings.Start(_entry);
        return _postings;
    }

    private void SetTerm(int shared, ReadOnlySpan<byte> suffix)
    {
        if (shared + suffix.Length > _term.Length) Array.Resize(ref _term, (shared + suffix.Length) * 2);
        suffix.CopyTo(_term.AsSpan(shared));
        _termLength = shared + suffix.Length;
    }
}
