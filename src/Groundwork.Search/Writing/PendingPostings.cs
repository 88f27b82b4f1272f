using System.Numerics;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Writing;

/// <summary>Walks the postings of one pending term, in the form that <see cref="TermBuffer"/> gives them.</summary>
internal sealed class PendingPostings(int fieldCount) : PostingsWalk(fieldCount)
{
    private byte[] _bytes = new byte[1 << 8];
    private int _remaining;
    private int _at;
    private int _positions;

    public override ReadOnlySpan<byte> Positions => _bytes.AsSpan(_positions, _at - _positions);

    /// <summary>Starts another walk.</summary>
    /// <returns>Where the caller must put the term's bytes.</returns>
    public Span<byte> Begin(int entries, int bytes)
    {
        if (_bytes.Length < bytes) _bytes = new byte[Math.Max(bytes, 2 * _bytes.Length)];
        (_remaining, Entry, Mask, _at) = (entries, 0, 0, 0);
        return _bytes.AsSpan(0, bytes);
    }

    public override bool MoveNext()
    {
        if (_remaining == 0) return false;
        _remaining--;
        var (bytes, at) = (_bytes, _at);
        var head = VarInt(bytes, ref at);
        Entry += (int)(head >> 1);
        var occurrences = 0;
        if ((head & 1) != 0)
        {
            for (var rest = Mask; rest != 0; rest &= rest - 1) Frequencies[BitOperations.TrailingZeroCount(rest)] = 1;
            occurrences = BitOperations.PopCount(Mask);
        }
        else
        {
            Mask = VarInt(bytes, ref at);
            for (var rest = Mask; rest != 0; rest &= rest - 1)
            {
                var frequency = (int)VarInt(bytes, ref at);
                Frequencies[BitOperations.TrailingZeroCount(rest)] = frequency;
                occurrences += frequency;
            }
        }

        _positions = at;
        for (; occurrences > 0; at++)
            if (bytes[at] < 0x80)
                occurrences--;
        _at = at;
        return true;
    }

    private static uint VarInt(byte[] bytes, ref int at)
    {
        uint value = bytes[at++];
        if (value < 0x80) return value;
        value &= 0x7F;
        for (var shift = 7; ; shift += 7)
        {
            var b = bytes[at++];
            value |= (uint)(b & 0x7F) << shift;
            if (b < 0x80) return value;
        }
    }
}
