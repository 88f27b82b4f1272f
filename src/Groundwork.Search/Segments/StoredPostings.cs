using System.Numerics;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>Walks the postings of one term of a segment file from the first to the last.</summary>
internal sealed class StoredPostings(Section postings, int entryCount, int fieldCount) : PostingsWalk(fieldCount)
{
    private readonly PostingsReader _reader = new();
    private TermEntry _term;
    private int _place;
    private readonly int _fieldCount = fieldCount;

    public override ReadOnlySpan<byte> Positions => _reader.Positions(_place);

    public void Start(TermEntry term)
    {
        _term = term;
        _reader.Open(postings, term, entryCount, _fieldCount);
        _place = -1;
    }

    public override bool MoveNext()
    {
        if (++_place >= _reader.Count)
        {
            CheckEnd();
            if (_reader.Block + 1 >= _reader.BlockCount) return false;
            _reader.Load(_reader.Block + 1);
            _place = 0;
        }

        Entry = _reader.Entries[_place];
        var mask = 0u;
        for (var rest = _reader.Mask; rest != 0; rest &= rest - 1)
        {
            var field = BitOperations.TrailingZeroCount(rest);
            if ((Frequencies[field] = _reader.Frequencies(field)[_place]) > 0) mask |= 1u << field;
        }

        Mask = mask;
        if (mask == 0) Damage.Throw(postings.File, "a posting has no occurrence");
        return true;
    }

    /// <summary>The positions of a block end where those of the next one start.</summary>
    private void CheckEnd()
    {
        if (_reader.Block < 0) return;
        var skips = _reader.Skips;
        var start = skips.IsEmpty ? 0 : skips[_reader.Block].Positions;
        var end = _reader.Block + 1 < _reader.BlockCount ? skips[_reader.Block + 1].Positions : (uint)_term.PositionsLength;
        _reader.Positions(_reader.Count - 1);
        if ((long)end - start != _reader.PositionsRead) Damage.Throw(postings.File, $"the positions of a block of postings take {_reader.PositionsRead} bytes, not {(long)end - start}");
    }
}
