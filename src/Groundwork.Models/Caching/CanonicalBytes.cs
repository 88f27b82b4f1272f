using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Groundwork.Models.Caching;

/// <summary>Fields in a form in which different fields never give the same bytes: each text stands behind its length, each value behind a mark of its kind.</summary>
internal sealed class CanonicalBytes : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(8192);
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Mark(char kind)
    {
        Reserve(1);
        _bytes[_length++] = (byte)kind;
    }

    public void Text(string? text)
    {
        if (text is null)
        {
            Number(-1);
            return;
        }

        Reserve(sizeof(long) + Encoding.UTF8.GetMaxByteCount(text.Length));
        var start = _length;
        _length += sizeof(long);

        // A lone surrogate becomes a replacement character, so the number of characters stands there too.
        var bytes = Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(start), ((long)text.Length << 32) | (uint)bytes);
        _length += bytes;
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Number(bytes.Length);
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    public void Number(long value)
    {
        Reserve(sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(_length), value);
        _length += sizeof(long);
    }

    public void Optional(long? value)
    {
        Mark(value is null ? '0' : '1');
        Number(value ?? 0);
    }

    public void Optional(float? value) => Optional(value is { } number ? BitConverter.SingleToInt32Bits(number) : null);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
        _bytes = [];
    }

    private void Reserve(int bytes)
    {
        if (_bytes.Length - _length >= bytes) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, checked(_length + bytes)));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
        _bytes = larger;
    }
}
