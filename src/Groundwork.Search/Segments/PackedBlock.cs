using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>Blocks of 128 integers with equally many bits each, and the few larger ones named one by one.</summary>
/// <remarks>
/// Lemire and Boytsov 2015, sections 4 and 5 (SIMD-BP128, patched): value <c>i</c> stands in lane <c>i % 4</c>, and each lane of 32 bits
/// packs its 32 values one after the other, so that four are unpacked with one shift and one mask.
/// </remarks>
internal static class PackedBlock
{
    public const int Size = 128;
    private const int Rows = Size / 4;
    private const int WidthBits = 31;
    private const int BaseFlag = 1 << 6;
    private const int ExceptionFlag = 1 << 7;
    private const int SmallBits = 24;

    /// <summary>Writes a block.</summary>
    /// <param name="values">128 values ≥ <paramref name="least"/>.</param>
    /// <param name="least">0 or 1: taken off every value.</param>
    /// <param name="to">Where to.</param>
    public static void Write(ReadOnlySpan<int> values, int least, ByteBuffer to)
    {
        Span<Vector128<uint>> words = stackalloc Vector128<uint>[WidthBits];
        var (width, exceptions) = ChooseWidth(values, least);
        words = words[..width];
        Pack(values, least, words);
        to.Byte((byte)(width | (least * BaseFlag) | (exceptions > 0 ? ExceptionFlag : 0)));
        to.Bytes(MemoryMarshal.AsBytes(words));
        if (exceptions == 0) return;
        to.Byte((byte)exceptions);
        for (var i = 0; i < Size; i++)
        {
            if ((uint)(values[i] - least) >> width is not (> 0 and var high)) continue;
            to.Byte((byte)i);
            to.VarInt(high);
        }
    }

    /// <summary>Reads a block.</summary>
    /// <param name="reader">Stands before it.</param>
    /// <param name="addend">Added to every value.</param>
    /// <param name="values">Room for 128.</param>
    /// <returns>Whether no value is above 2^24, so that a block of them and any entry number add up below 2^32.</returns>
    public static bool Read(ref ByteReader reader, int addend, Span<int> values)
    {
        int head = reader.Byte();
        var width = head & WidthBits;
        if ((head & BaseFlag) != 0) addend++;
        Unpack(reader.Bytes(width * 16), width, addend, values);
        var isSmall = width <= SmallBits;
        if ((head & ExceptionFlag) == 0) return isSmall;
        for (int rest = reader.Byte(); rest > 0; rest--)
        {
            var place = reader.Byte() & (Size - 1);
            var value = ((long)reader.Int32() << width) + (uint)values[place];
            if (value > int.MaxValue) reader.Throw($"a packed integer is {value}");
            isSmall &= value < 1 << SmallBits;
            values[place] = (int)value;
        }

        return isSmall;
    }

    /// <summary>The width that takes the fewest bytes, counting two or more for each value that does not fit.</summary>
    private static (int Width, int Exceptions) ChooseWidth(ReadOnlySpan<int> values, int least)
    {
        // counts[n]: values of exactly n bits.
        Span<int> counts = stackalloc int[33];
        counts.Clear();
        var most = 0;
        foreach (var value in values)
        {
            var bits = 32 - BitOperations.LeadingZeroCount((uint)(value - least));
            counts[bits]++;
            most = Math.Max(most, bits);
        }

        var (best, bestBytes, bestExceptions, exceptions) = (most, most * 16, 0, 0);
        for (var width = most - 1; width >= 0; width--)
        {
            exceptions += counts[width + 1];
            var bytes = (width * 16) + 1 + (exceptions * (1 + ((most - width + 6) / 7)));
            if (bytes < bestBytes) (best, bestBytes, bestExceptions) = (width, bytes, exceptions);
        }

        return (best, bestExceptions);
    }

    private static void Pack(ReadOnlySpan<int> values, int least, Span<Vector128<uint>> words)
    {
        var width = words.Length;
        if (width == 0) return;
        var rows = MemoryMarshal.Cast<int, Vector128<uint>>(values[..Size]);
        var (subtract, mask) = (Vector128.Create((uint)least), Vector128.Create((1u << width) - 1));
        var (word, shift, at) = (Vector128<uint>.Zero, 0, 0);
        foreach (var row in rows)
        {
            var value = (row - subtract) & mask;
            word |= value << shift;
            shift += width;
            if (shift < 32) continue;
            words[at++] = word;
            shift -= 32;
            word = shift > 0 ? value >>> (width - shift) : Vector128<uint>.Zero;
        }
    }

    private static void Unpack(ReadOnlySpan<byte> packed, int width, int addend, Span<int> values)
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
