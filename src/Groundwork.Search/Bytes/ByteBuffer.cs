using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Groundwork.Search.Bytes;

/// <summary>Bytes that grow at the end. Integers are little-endian; varints are LEB128 of up to 64 bits.</summary>
internal sealed class ByteBuffer(int capacity = 256)
{
    private byte[] _bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Byte(byte value) => Take(1)[0] = value;

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(4), value);

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(8), value);

    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    public void VarInt(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    /// <summary>A length as varint, then the bytes.</summary>
    public void Counted(ReadOnlySpan<byte> value)
    {
        VarInt((ulong)value.Length);
        Bytes(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Take(int count)
    {
        var start = Length;
        if (count > _bytes.Length - start) Grow((long)start + count);
        Length = start + count;
        return _bytes.AsSpan(start, count);
    }

    private void Grow(long needed)
    {
        if (needed > Array.MaxLength) throw new InvalidOperationException($"A part of a segment grew past {Array.MaxLength} bytes; use more segments.");
        Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _bytes.Length)));
    }
}
