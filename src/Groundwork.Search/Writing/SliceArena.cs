using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Writing;

/// <summary>Many growing strings of bytes in few large arrays. Each is a chain of slices that grow by a third or a half, up to a limit.</summary>
/// <remarks>
/// After Büttcher and Clarke 2005, "Memory management strategies for single-pass index construction", section 3. A slice ends with the address of the
/// next one, four bytes that are written when it is full. Addresses count bytes over all arrays.
/// </remarks>
internal sealed class SliceArena
{
    private const int ChunkBits = 16;
    private const int ChunkBytes = 1 << ChunkBits;
    private const int FirstChunkBytes = 1 << 12;
    private const int LinkBytes = sizeof(int);

    private byte[][] _chunks = new byte[4][];
    private int _chunkCount;
    private int _used;

    /// <summary>Bytes held, used or not.</summary>
    public long Bytes { get; private set; }

    /// <summary>Bytes of a string's slices, links included. Most terms of a collection occur once: a posting with one position takes three to five bytes.</summary>
    private static ReadOnlySpan<ushort> Sizes => [12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096];

    /// <summary>Begins a string.</summary>
    /// <param name="end">Where it goes on.</param>
    /// <returns>Where it begins.</returns>
    public int Begin(out SliceEnd end)
    {
        var size = Sizes[0];
        end = new SliceEnd { At = Take(size), Room = (ushort)(size - LinkBytes) };
        return end.At;
    }

    /// <summary>Appends to a string.</summary>
    /// <param name="bytes">What to append.</param>
    /// <param name="end">Where the string ends; moved on.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ReadOnlySpan<byte> bytes, ref SliceEnd end)
    {
        if (bytes.Length > end.Room)
        {
            AppendOver(bytes, ref end);
            return;
        }

        // Most appends are a handful of bytes: a call costs more than a loop.
        var into = _chunks[end.At >> ChunkBits].AsSpan(end.At & (ChunkBytes - 1), bytes.Length);
        for (var i = 0; i < bytes.Length; i++) into[i] = bytes[i];
        end.At += bytes.Length;
        end.Room -= (ushort)bytes.Length;
    }

    /// <summary>Asks for the memory at an address before it is needed.</summary>
    public void Prefetch(int address)
    {
        if (address >> ChunkBits < _chunkCount) Memory.Prefetch(ref _chunks[address >> ChunkBits][address & (ChunkBytes - 1)]);
    }

    /// <summary>Copies a string out.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="into">Room for all of its bytes.</param>
    public void Read(int start, Span<byte> into)
    {
        for (var slice = 0; ; slice++)
        {
            var chunk = _chunks[start >> ChunkBits];
            var from = start & (ChunkBytes - 1);
            var count = Math.Min(into.Length, SizeOf(slice) - LinkBytes);
            chunk.AsSpan(from, count).CopyTo(into);
            into = into[count..];
            if (into.IsEmpty) return;
            start = BinaryPrimitives.ReadInt32LittleEndian(chunk.AsSpan(from + count));
        }
    }

    private static int SizeOf(int slice) => Sizes[Math.Min(slice, Sizes.Length - 1)];

    private void AppendOver(ReadOnlySpan<byte> bytes, ref SliceEnd end)
    {
        while (true)
        {
            var into = _chunks[end.At >> ChunkBits].AsSpan(end.At & (ChunkBytes - 1));
            var count = Math.Min(bytes.Length, end.Room);
            bytes[..count].CopyTo(into);
            bytes = bytes[count..];
            if (bytes.IsEmpty)
            {
                end.At += count;
                end.Room -= (ushort)count;
                return;
            }

            if (end.Slice < Sizes.Length) end.Slice++;
            var size = SizeOf(end.Slice);
            end.At = Take(size);
            end.Room = (ushort)(size - LinkBytes);
            BinaryPrimitives.WriteInt32LittleEndian(into[count..], end.At);
        }
    }

    private int Take(int size)
    {
        if (_chunkCount == 0 || _used + size > _chunks[_chunkCount - 1].Length) AddChunk();
        var start = ((_chunkCount - 1) << ChunkBits) + _used;
        _used += size;
        return start;
    }

    private void AddChunk()
    {
        if (_chunkCount == 1 << (31 - ChunkBits)) throw new InvalidOperationException("The pending entries of an index hold 2 GiB of postings; lower IndexOptions.SpillBytes.");
        if (_chunkCount == _chunks.Length) Array.Resize(ref _chunks, _chunkCount * 2);
        // A commit of one entry must not pay for a large array.
        var size = _chunkCount < ChunkBits ? Math.Min(ChunkBytes, FirstChunkBytes << _chunkCount) : ChunkBytes;
        _chunks[_chunkCount++] = GC.AllocateUninitializedArray<byte>(size);
        _used = 0;
        Bytes += size;
    }
}
