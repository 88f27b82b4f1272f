using System.Numerics;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>Walks postings that are written as varints one after the other, as <see cref="PostingsEncoder"/> does.</summary>
internal abstract class VarintPostings(int fieldCount, int entryCount) : PostingsWalk
{
    private readonly int[] _frequencies = new int[fieldCount];
    private int _entry;
    private uint _mask;
    private int _remaining;
    private int _at;
    private int _positionsStart;
    private int _positionsEnd;

    public sealed override int Entry => _entry;

    public sealed override uint Mask => _mask;

    public sealed override ReadOnlySpan<byte> Positions => PositionBytes[_positionsStart.._positionsEnd];

    /// <summary>What an error names.</summary>
    protected abstract string File { get; }

    protected abstract ReadOnlySpan<byte> PostingBytes { get; }

    protected abstract ReadOnlySpan<byte> PositionBytes { get; }

    public sealed override int Frequency(int field) => _frequencies[field];

    public sealed override bool MoveNext()
    {
        if (_remaining == 0)
        {
            if (_at != PostingBytes.Length || _positionsEnd != PositionBytes.Length) Damage.Throw(File, "postings go on after the last entry");
            return false;
        }

        _remaining--;
        var reader = new ByteReader(PostingBytes[_at..], File);
        var head = reader.VarInt();
        var delta = head >> 1;
        var entry = _entry < 0 ? delta : (ulong)_entry + delta;
        if (entry >= (ulong)entryCount || (delta == 0 && _entry >= 0)) Damage.Throw(File, $"a posting names entry {entry} of {entryCount} out of order");
        _entry = (int)entry;
        if ((head & 1) == 0) ReadFields(ref reader);
        else for (var rest = _mask; rest != 0; rest &= rest - 1) _frequencies[BitOperations.TrailingZeroCount(rest)] = 1;
        _at += reader.Position;
        SkipPositions();
        return true;
    }

    protected void Restart(int documentFrequency)
    {
        (_entry, _mask, _remaining) = (-1, 1u << (fieldCount - 1), documentFrequency);
        (_at, _positionsStart, _positionsEnd) = (0, 0, 0);
    }

    private void ReadFields(ref ByteReader reader)
    {
        var mask = reader.VarInt();
        if (mask == 0 || mask >> fieldCount != 0) Damage.Throw(File, $"a posting names the fields {mask:b} of {fieldCount}");
        _mask = (uint)mask;
        for (var rest = _mask; rest != 0; rest &= rest - 1)
        {
            var frequency = reader.Int32(SegmentFormat.MostPositions);
            if (frequency == 0) Damage.Throw(File, "a posting has no occurrence");
            _frequencies[BitOperations.TrailingZeroCount(rest)] = frequency;
        }
    }

    private void SkipPositions()
    {
        _positionsStart = _positionsEnd;
        var positions = new ByteReader(PositionBytes[_positionsStart..], File);
        for (var rest = _mask; rest != 0; rest &= rest - 1)
            for (var i = _frequencies[BitOperations.TrailingZeroCount(rest)]; i > 0; i--)
                positions.VarInt();
        _positionsEnd = _positionsStart + positions.Position;
    }
}
