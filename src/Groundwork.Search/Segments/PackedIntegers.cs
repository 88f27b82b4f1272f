using System.Buffers.Binary;
using System.Numerics;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>Integers of 0..56 or 64 bits each, packed without gaps, lowest bit first, and read in place at any index.</summary>
/// <remarks>Seven zero bytes follow the last integer, so that each is read with one load of eight bytes.</remarks>
internal readonly ref struct PackedIntegers
{
    private const int PaddingBytes = 7;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ulong _mask;

    /// <param name="bytes">Exactly <see cref="BytesFor"/> bytes.</param>
    /// <param name="count">Integers.</param>
    /// <param name="width">Bits of each.</param>
    /// <param name="file">File to name when the bytes do not fit.</param>
    public PackedIntegers(ReadOnlySpan<byte> bytes, int count, int width, string file)
    {
        if (width is < 0 or > 64 or (> 56 and < 64) || bytes.Length != BytesFor(count, width)) Damage.Throw(file, $"{count} integers of {width} bits have {bytes.Length} bytes");
        _bytes = bytes;
        (Count, Width) = (count, width);
        _mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
    }

    public int Count { get; }

    public int Width { get; }

    public ulong this[int index]
    {
        get
        {
            if (Width == 0) return 0;
            var bit = (long)(uint)index * Width;
            return (BinaryPrimitives.ReadUInt64LittleEndian(_bytes[(int)(bit >> 3)..]) >> (int)(bit & 7)) & _mask;
        }
    }

    /// <summary>Bits that hold every integer up to <paramref name="most"/>.</summary>
    public static int WidthFor(ulong most) => 64 - BitOperations.LeadingZeroCount(most) is var width && width > 56 ? 64 : width;

    /// <summary>Bytes of a packed array; 0 when its integers have no bits.</summary>
    public static long BytesFor(long count, int width) => width == 0 || count == 0 ? 0 : (((count * width) + 7) / 8) + PaddingBytes;

    /// <summary>Index of the first of the ascending integers that is at least <paramref name="least"/>; their number when none is.</summary>
    public int LowerBound(ulong least)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (this[middle] < least) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
