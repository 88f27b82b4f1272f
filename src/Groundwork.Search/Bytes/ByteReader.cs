using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Groundwork.Search.Bytes;

/// <summary>Reads what <see cref="ByteBuffer"/> wrote. Reading past the end is damage of the named file.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes, string file)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly string _file = file;
    private int _at;

    public readonly bool AtEnd => _at >= _bytes.Length;

    public readonly int Position => _at;

    public byte Byte()
    {
        if ((uint)_at >= (uint)_bytes.Length) Damage.Throw(_file, "it ends in the middle of a value");
        return _bytes[_at++];
    }

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > _bytes.Length - _at) Damage.Throw(_file, "it ends in the middle of a value");
        var span = _bytes.Slice(_at, count);
        _at += count;
        return span;
    }

    public ulong VarInt()
    {
        if ((uint)_at < (uint)_bytes.Length && _bytes[_at] < 0x80) return _bytes[_at++];
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var b = Byte();
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80) return value;
        }

        Damage.Throw(_file, "an integer is longer than ten bytes");
        return 0;
    }

    /// <summary>A varint that must lie in 0..<paramref name="most"/>.</summary>
    public int Int32(int most = int.MaxValue)
    {
        var value = VarInt();
        if (value > (ulong)most) Damage.Throw(_file, $"an integer is {value} where at most {most} can be");
        return (int)value;
    }

    /// <summary>Says what cannot be in the file.</summary>
    [DoesNotReturn]
    public readonly void Throw(string what) => Damage.Throw(_file, what);

    public ReadOnlySpan<byte> Counted() => Bytes(Int32());
}
