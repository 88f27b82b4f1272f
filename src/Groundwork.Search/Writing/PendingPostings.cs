using System.Numerics;
using System.Runtime.CompilerServices;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Writing;

/// <summary>Walks the postings of one pending term, in the form that <see cref="TermBuffer"/> gives them.</summary>
internal sealed class PendingPostings(int fieldCount) : PostingsWalk
{
    private readonly int[] _frequencies = new int[fieldCount];
    private byte[] _bytes = new byte[1 << 10];
    private int _remaining;
    private int _entry;
    private uint _mask;
    private int _at;
    private int _positions;

    public override int Entry => _entry;

    public override uint Mask => _mask;

    public override ReadOnlySpan<byte> Positions => _bytes.AsSpan(_positions, _at - _positions);

    public override int Frequency(int field) => _frequencies[field];

    /// <summary>Starts another walk.</summary>
    /// <returns>Where the caller must put the term's bytes.</returns>
    public Span<byte> Begin(int entries, int bytes)
    {
        if (_bytes.Length < bytes) _bytes = new byte[Math.Max(bytes, 2 * _bytes.Length)];
        (_remaining, _entry, _mask, _at) = (entries, 0, 0, 0);
        return _bytes.AsSpan(0, bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool MoveNext()
    {
        if (_remaining == 0) return false;
        _remaining--;
        var head = VarInt();
        _entry += (int)(head >> 1);
        var occurrences = 0;
        if ((head & 1) != 0)
        {
            for (var rest = _mask; rest != 0; rest &= rest - 1) _frequencies[BitOperations.TrailingZeroCount(rest)] = 1;
            occurrences = BitOperations.PopCount(_mask);
        }
        else
        {
            _mask = VarInt();
            for (var rest = _mask; rest != 0; rest &= rest - 1)
            {
                var frequency = (int)VarInt();
                _frequencies[BitOperations.TrailingZeroCount(rest)] = frequency;
                occurrences += frequency;
            }
        }

        _positions = _at;
        for (; occurrences > 0; _at++)
            if (_bytes[_at] < 0x80)
                occurrences--;
        return true;
    }

    private uint VarInt()
    {
        uint value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var b = _bytes[_at++];
            value |= (uint)(b & 0x7F) << shift;
            if (b < 0x80) return value;
        }
    }
}
