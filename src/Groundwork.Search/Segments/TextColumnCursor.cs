using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>Walks the values of a column of a segment file.</summary>
internal sealed class TextColumnCursor(TextColumn column) : TextValues
{
    private byte[] _value = new byte[64];
    private int _valueBytes;
    private int _next;
    private int _position;
    private int _list;
    private int _listBytes;
    private int _single;
    private bool _isBitmap;
    private int _count;

    public override ReadOnlySpan<byte> Value => _value.AsSpan(0, _valueBytes);

    public override int EntryCount => _count;

    public override bool MoveNext()
    {
        if (_next == column.ValueCount) return false;
        var (block, place) = (_next / TextColumn.ValuesPerBlock, _next % TextColumn.ValuesPerBlock);
        var bytes = column.Block(block);
        if (place == 0)
        {
            var head = new ByteReader(bytes, column.File);
            (_list, _listBytes) = (head.Int32(column.ListBytes), 0);
            (_position, _valueBytes) = (head.Position, 0);
        }

        var reader = new ByteReader(bytes[_position..], column.File);
        Extend(reader.Int32(_valueBytes), reader.Counted());
        _count = reader.Int32(column.MostEntries);
        _list += _listBytes;
        _listBytes = 0;
        if (_count == 1)
        {
            _single = reader.Int32(column.MostEntries - 1);
        }
        else
        {
            var form = reader.Int32();
            (_listBytes, _isBitmap) = (form >> 1, (form & 1) == 1);
        }

        _position += reader.Position;
        _next++;
        return true;
    }

    /// <summary>Moves to the value at a place in their order, at or after the current one.</summary>
    public void MoveTo(int ordinal)
    {
        // A block is read from its start; the blocks before are not read at all.
        _next = Math.Max(_next, ordinal - (ordinal % TextColumn.ValuesPerBlock));
        while (_next <= ordinal) MoveNext();
    }

    public override void CopyEntries(Span<int> entries)
    {
        if (_count == 1) entries[0] = _single;
        else PackedEntries.Read(column.List(_list, _listBytes), _isBitmap, entries[.._count], column.MostEntries, column.File);
    }

    private void Extend(int shared, ReadOnlySpan<byte> rest)
    {
        _valueBytes = shared + rest.Length;
        if (_valueBytes > _value.Length) Array.Resize(ref _value, Math.Max(_valueBytes, 2 * _value.Length));
        rest.CopyTo(_value.AsSpan(shared));
    }
}
