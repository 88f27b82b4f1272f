using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>Writes what <see cref="PackedIntegers"/> reads.</summary>
internal struct PackedWriter(ByteBuffer to, int width)
{
    private UInt128 _pending;
    private int _bits;
    private bool _hasAny;

    public void Add(ulong value)
    {
        if (width == 0) return;
        _hasAny = true;
        _pending |= (UInt128)value << _bits;
        for (_bits += width; _bits >= 8; _bits -= 8)
        {
            to.Byte((byte)_pending);
            _pending >>= 8;
        }
    }

    /// <summary>Writes the last bits and the padding.</summary>
    public void Finish()
    {
        if (!_hasAny) return;
        if (_bits > 0) to.Byte((byte)_pending);
        to.Bytes([0, 0, 0, 0, 0, 0, 0]);
    }
}
