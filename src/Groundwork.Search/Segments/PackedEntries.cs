using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>Ascending entry numbers as packed distances or as a bitmap, whichever is smaller.</summary>
/// <remarks>
/// Distances come in blocks of 128: a byte for the width, then the distances less one (the first counts from −1) of that many bits, lowest
/// bit first. What is left over is a last block of its own, its bits filled up to a whole byte. A bitmap has a word for each 64 entries.
/// </remarks>
internal static class PackedEntries
{
    private const int BlockEntries = 128;

    /// <summary>Appends a list of two or more entries.</summary>
    /// <returns>True when it became a bitmap.</returns>
    public static bool Write(ByteBuffer to, ReadOnlySpan<int> entries, int entryCount)
    {
        if (PackedBytes(entries) > BitmapBytes(entryCount))
        {
            var set = new Bitset(entryCount);
            foreach (var entry in entries) set.Add(entry);
            to.Bytes(MemoryMarshal.AsBytes(set.Words));
            return true;
        }

        var last = -1;
        for (var start = 0; start < entries.Length; start += BlockEntries)
        {
            var block = entries.Slice(start, Math.Min(BlockEntries, entries.Length - start));
            var width = WidthOf(block, last);
            to.Byte((byte)width);
            ulong pending = 0;
            var bits = 0;
            foreach (var entry in block)
            {
                pending |= (ulong)(entry - last - 1) << bits;
                last = entry;
                for (bits += width; bits >= 8; bits -= 8)
                {
                    to.Byte((byte)pending);
                    pending >>= 8;
                }
            }

            if (bits > 0) to.Byte((byte)pending);
        }

        return false;
    }

    /// <summary>Reads a list.</summary>
    /// <param name="bytes">What <see cref="Write"/> appended.</param>
    /// <param name="isBitmap">What it returned.</param>
    /// <param name="entries">Is filled; as long as the list.</param>
    /// <param name="entryCount">Entries of the segment.</param>
    /// <param name="file">File to name when it is damaged.</param>
    public static void Read(ReadOnlySpan<byte> bytes, bool isBitmap, Span<int> entries, int entryCount, string file)
    {
        if (isBitmap)
        {
            ReadBitmap(bytes, entries, entryCount, file);
            return;
        }

        var last = -1L;
        for (var start = 0; start < entries.Length; start += BlockEntries)
        {
            var block = entries.Slice(start, Math.Min(BlockEntries, entries.Length - start));
            last = ReadBlock(ref bytes, block, last, entryCount, file);
        }

        if (!bytes.IsEmpty) Damage.Throw(file, "a list of entries goes on after its last one");
    }

    /// <summary>Adds the entries of a list to a set.</summary>
    public static void AddTo(Bitset set, ReadOnlySpan<byte> bytes, bool isBitmap, int count, string file)
    {
        if (isBitmap)
        {
            if (bytes.Length != BitmapBytes(set.Size) || !set.Or(bytes)) Damage.Throw(file, $"a bitmap of {bytes.Length} bytes does not fit {set.Size} entries");
            return;
        }

        Span<int> block = stackalloc int[BlockEntries];
        var last = -1L;
        for (var rest = count; rest > 0; rest -= BlockEntries)
        {
            var part = block[..Math.Min(BlockEntries, rest)];
            last = ReadBlock(ref bytes, part, last, set.Size, file);
            foreach (var entry in part) set.Add(entry);
        }
    }

    private static long ReadBlock(scoped ref ReadOnlySpan<byte> bytes, scoped Span<int> block, long last, int entryCount, string file)
    {
        var width = bytes.IsEmpty ? byte.MaxValue : bytes[0];
        var length = ((block.Length * width) + 7) / 8;
        if (width > 31 || bytes.Length - 1 < length) Damage.Throw(file, $"a list of {block.Length} entries of {width} bits does not fit in {bytes.Length} bytes");
        var packed = bytes.Slice(1, length);
        bytes = bytes[(1 + length)..];
        var mask = (1UL << width) - 1;
        ulong pending = 0;
        var (bits, at) = (0, 0);
        for (var i = 0; i < block.Length; i++)
        {
            if (bits < width)
            {
                if (packed.Length - at >= 4)
                {
                    pending |= (ulong)BinaryPrimitives.ReadUInt32LittleEndian(packed[at..]) << bits;
                    at += 4;
                    bits += 32;
                }
                else
                {
                    for (; at < packed.Length; at++, bits += 8) pending |= (ulong)packed[at] << bits;
                }
            }

            last += 1 + (long)(pending & mask);
            pending >>= width;
            bits -= width;
            block[i] = (int)last;
        }

        // The numbers ascend, so the last one tells of all.
        if (last >= entryCount) Damage.Throw(file, $"a list names entry {last} of {entryCount}");
        return last;
    }

    private static void ReadBitmap(ReadOnlySpan<byte> bytes, Span<int> entries, int entryCount, string file)
    {
        var set = new Bitset(entryCount);
        if (bytes.Length != BitmapBytes(entryCount) || !set.Or(bytes) || set.Count() != entries.Length)
            Damage.Throw(file, $"a bitmap of {bytes.Length} bytes does not hold {entries.Length} of {entryCount} entries");
        var at = 0;
        for (var word = 0; word < set.Words.Length; word++)
            for (var rest = set.Words[word]; rest != 0; rest &= rest - 1)
                entries[at++] = (word * 64) + BitOperations.TrailingZeroCount(rest);
    }

    private static long BitmapBytes(int entryCount) => (entryCount + 63L) / 64 * 8;

    private static long PackedBytes(ReadOnlySpan<int> entries)
    {
        var (bytes, last) = (0L, -1);
        for (var start = 0; start < entries.Length; start += BlockEntries)
        {
            var block = entries.Slice(start, Math.Min(BlockEntries, entries.Length - start));
            bytes += 1 + (((block.Length * WidthOf(block, last)) + 7) / 8);
            last = block[^1];
        }

        return bytes;
    }

    private static int WidthOf(ReadOnlySpan<int> block, int last)
    {
        uint all = 0;
        foreach (var entry in block)
        {
            all |= (uint)(entry - last - 1);
            last = entry;
        }

        return 32 - BitOperations.LeadingZeroCount(all);
    }
}
