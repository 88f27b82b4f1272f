using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>Blocks of 128 integers with equally many bits each.</summary>
/// <remarks>
/// Lemire and Boytsov 2015, section 4 (SIMD-BP128): value <c>i</c> stands in lane <c>i % 4</c>, and each lane of 32 bits packs its 32
/// values one after the other, so that four are unpacked with one shift and one mask.
/// </remarks>
internal static class PackedBlock
{
    public const int Size = 128;
    public const int MostWidth = 31;
    private const int Rows = Size / 4;

    /// <summary>Bytes of a block with this many bits a value.</summary>
    public static int Bytes(int width) => width * 16;

    /// <summary>The bits that the largest of the values needs.</summary>
    public static int WidthOf(ReadOnlySpan<int> values)
    {
        var all = 0u;
        foreach (var value in values) all |= (uint)value;
        return 32 - BitOperations.LeadingZeroCount(all);
    }

    public static void Pack(ReadOnlySpan<int> values, int width, ByteBuffer to)
    {
        Span<uint> words = stackalloc uint[4 * MostWidth];
        words = words[..(4 * width)];
        words.Clear();
        for (var i = 0; width > 0 && i < Size; i++)
        {
            var (bit, value) = (i / 4 * width, (ulong)(uint)values[i]);
            var shifted = value << (bit % 32);
            words[(bit / 32 * 4) + (i % 4)] |= (uint)shifted;
            if (bit % 32 + width > 32) words[((bit / 32 + 1) * 4) + (i % 4)] |= (uint)(shifted >> 32);
        }

        to.Bytes(MemoryMarshal.AsBytes(words));
    }

    /// <summary>Unpacks a block.</summary>
    /// <param name="packed"><see cref="Bytes"/> of the width.</param>
    /// <param name="width">0..31.</param>
    /// <param name="addend">Added to every value.</param>
    /// <param name="values">Room for 128.</param>
    public static void Unpack(ReadOnlySpan<byte> packed, int width, int addend, Span<int> values)
    {
        var rows = MemoryMarshal.Cast<int, Vector128<uint>>(values[..Size]);
        var add = Vector128.Create((uint)addend);
        if (width == 0)
        {
            rows.Fill(add);
            return;
        }

        var words = MemoryMarshal.Cast<byte, Vector128<uint>>(packed);
        var mask = Vector128.Create((1u << width) - 1);
        var (word, shift, at) = (words[0], 0, 0);
        for (var row = 0; row < Rows; row++)
        {
            var value = word >>> shift;
            shift += width;
            if (shift >= 32)
            {
                shift -= 32;
                if (++at < words.Length) word = words[at];
                if (shift > 0) value |= word << (width - shift);
            }

            rows[row] = (value & mask) + add;
        }
    }

    /// <summary>Replaces distances by the numbers they lead to.</summary>
    /// <param name="values">128 distances; their sum with <paramref name="before"/> must be below 2^32.</param>
    /// <param name="before">The number before the first one; −1 for none.</param>
    public static void Accumulate(Span<int> values, int before)
    {
        var rows = MemoryMarshal.Cast<int, Vector128<uint>>(values[..Size]);
        var carry = Vector128.Create((uint)before);
        for (var row = 0; row < Rows; row++)
        {
            var sum = rows[row];
            sum += Vector128.Shuffle(sum, Vector128.Create(4u, 0, 1, 2));
            sum += Vector128.Shuffle(sum, Vector128.Create(4u, 4, 0, 1));
            sum += carry;
            rows[row] = sum;
            carry = Vector128.Shuffle(sum, Vector128.Create(3u, 3, 3, 3));
        }
    }
}
