using System.Text;

namespace Groundwork.Models.Metering;

/// <summary>Reads the fields of one line. Reading past the end gives zeros and empty texts and is remembered.</summary>
internal ref struct JournalFields(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public bool IsBroken { get; private set; }

    public byte Byte()
    {
        if (_rest.IsEmpty)
        {
            IsBroken = true;
            return 0;
        }

        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    public long Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70 && !IsBroken; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return (long)value;
        }

        IsBroken = true;
        return 0;
    }

    public string Text()
    {
        var length = Number();
        if (length < 0 || length > _rest.Length)
        {
            IsBroken = true;
            return string.Empty;
        }

        var text = Encoding.UTF8.GetString(_rest[..(int)length]);
        _rest = _rest[(int)length..];
        return text;
    }
}
