using System.Runtime.CompilerServices;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Writing;

/// <summary>Many growing strings of bytes in few large arrays. Each is a chain of slices that double in size, up to a limit.</summary>
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
    private const int MostSliceBytes = 1 << 12;

    private byte[][] _chunks = new byte[4][];
    private int _chunkCount;
    private int _used;

    /// <summary>Bytes held, used or not.</summary>
    public long Bytes { get; private set; }

    /// <summary>Begins a string.</summary>
    /// <param name="size">Bytes of its first slice, links included.</param>
    /// <returns>Where it begins.</returns>
    public int Begin(int size) => Take(size);

    /// <summary>Appends to a string.</summary>
    /// <param name="bytes">What to append.</param>
    /// <param name="at">Where the string ends; moved on.</param>
    /// <param name="end">Where its last slice ends, before the link; moved on.</param>
    /// <param name="size">Bytes of its last slice; grown.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Append(ReadOnlySpan<byte> bytes, ref int at, ref int end, ref int size)
    {
        while (true)
        {
            var room = end - at;
            var chunk = _chunks[at >> ChunkBits];
            var into = chunk.AsSpan(at & (ChunkBytes - 1));
            if (bytes.Length <= room)
            {
                // Most appends are a handful of bytes: a call costs more than a loop.
                for (var i = 0; i < bytes.Length; i++) into[i] = bytes[i];
                at += bytes.Length;
                return;
            }

            bytes[..room].CopyTo(into);
            bytes = bytes[room..];
            size = Math.Min(size * 2, MostSliceBytes);
            var next = Take(size);
            System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(end & (ChunkBytes - 1)), next);
            (at, end) = (next, next + size - LinkBytes);
        }
    }

    /// <summary>Copies a string out.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="size">Bytes of its first slice.</param>
    /// <param name="into">Room for all of its bytes.</param>
    public void Read(int start, int size, Span<byte> into)
    {
        while (true)
        {
            var chunk = _chunks[start >> ChunkBits];
            var from = start & (ChunkBytes - 1);
            var count = Math.Min(into.Length, size - LinkBytes);
            chunk.AsSpan(from, count).CopyTo(into);
            into = into[count..];
            if (into.IsEmpty) return;
            start = System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(chunk.AsSpan(from + count));
            size = Math.Min(size * 2, MostSliceBytes);
        }
    }

    /// <summary>Where a slice that begins here ends, before its link.</summary>
    public static int EndOf(int start, int size) => start + size - LinkBytes;

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
