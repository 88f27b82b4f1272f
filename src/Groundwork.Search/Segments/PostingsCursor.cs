using System.Numerics;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>Walks the postings of one term in one segment, in order of entry.</summary>
internal ref struct PostingsCursor
{
    private readonly string _file;
    private readonly int _entryCount;
    private readonly int _fieldCount;
    private readonly Span<int> _frequencies;
    private ByteReader _reader;
    private int _remaining;

    /// <summary>Starts before the first posting.</summary>
    /// <param name="term">The term.</param>
    /// <param name="entryCount">Entries of the segment.</param>
    /// <param name="frequencies">Room for the term frequency by field.</param>
    public PostingsCursor(TermPostings term, int entryCount, Span<int> frequencies)
    {
        (_file, _entryCount, _fieldCount) = (term.File, entryCount, frequencies.Length);
        _frequencies = frequencies;
        _reader = new ByteReader(term.Postings, term.File);
        _remaining = term.DocumentFrequency;
        Mask = 1u << (_fieldCount - 1);
        Entry = -1;
    }

    public int Entry { get; private set; }

    /// <summary>The fields that hold the term, as bits.</summary>
    public uint Mask { get; private set; }

    /// <summary>Term frequency by field; valid where <see cref="Mask"/> has a bit.</summary>
    public readonly ReadOnlySpan<int> Frequencies => _frequencies;

    public bool MoveNext()
    {
        if (_remaining == 0)
        {
            if (!_reader.AtEnd) Damage.Throw(_file, "postings go on after the last entry");
            return false;
        }

        _remaining--;
        var head = _reader.VarInt();
        var delta = head >> 1;
        var entry = Entry < 0 ? delta : (ulong)Entry + delta;
        if (entry >= (ulong)_entryCount || (delta == 0 && Entry >= 0)) Damage.Throw(_file, $"a posting names entry {entry} of {_entryCount} out of order");
        Entry = (int)entry;
        if ((head & 1) != 0)
        {
            for (var rest = Mask; rest != 0; rest &= rest - 1) _frequencies[BitOperations.TrailingZeroCount(rest)] = 1;
            return true;
        }

        var mask = _reader.VarInt();
        if (mask == 0 || mask >> _fieldCount != 0) Damage.Throw(_file, $"a posting names the fields {mask:b} of {_fieldCount}");
        Mask = (uint)mask;
        for (var rest = Mask; rest != 0; rest &= rest - 1)
        {
            var frequency = _reader.Int32(SegmentFormat.MostPositions);
            if (frequency == 0) Damage.Throw(_file, "a posting has no occurrence");
            _frequencies[BitOperations.TrailingZeroCount(rest)] = frequency;
        }

        return true;
    }
}
