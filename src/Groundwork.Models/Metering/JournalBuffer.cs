using System.Text;

namespace Groundwork.Models.Metering;

/// <summary>Bytes of one line while it is written; used again for the next.</summary>
internal sealed class JournalBuffer
{
    private byte[] _bytes = new byte[512];
    private int _length;

    public Span<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Begins anew, with some room at the front.</summary>
    public void Reset(int front) => _length = front;

    public void Byte(byte value)
    {
        Reserve(1);
        _bytes[_length++] = value;
    }

    /// <summary>LEB128 of the 64 bits; negative numbers take ten bytes.</summary>
    public void Number(long value)
    {
        Reserve(10);
        var rest = (ulong)value;
        while (rest >= 0x80)
        {
            _bytes[_length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        _bytes[_length++] = (byte)rest;
    }

    public void Text(string text)
    {
        // No name is longer than this on its way into the ledger: what a client calls its user must not fill the disk.
        var kept = text.AsSpan(0, Math.Min(text.Length, 256));
        var bytes = Encoding.UTF8.GetByteCount(kept);
        Number(bytes);
        Reserve(bytes);
        _length += Encoding.UTF8.GetBytes(kept, _bytes.AsSpan(_length));
    }

    private void Reserve(int bytes)
    {
        if (_bytes.Length - _length < bytes) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes));
    }
}
