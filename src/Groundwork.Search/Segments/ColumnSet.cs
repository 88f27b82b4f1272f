using System.Buffers.Binary;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>The filter columns of a segment file.</summary>
internal sealed class ColumnSet
{
    private readonly Dictionary<(ColumnKind Kind, string Field), (long Start, long Length)> _columns = [];
    private readonly Section _data;
    private readonly int _entryCount;

    public ColumnSet(Section directory, Section data, int entryCount)
    {
        (_data, _entryCount) = (data, entryCount);
        var reader = new ByteReader(directory.All(), directory.File);
        var count = reader.Int32();
        for (var i = 0; i < count; i++)
        {
            var kind = (ColumnKind)reader.Byte();
            var field = Utf8.GetString(reader.Counted());
            var start = reader.VarInt();
            var length = reader.VarInt();
            if (start > (ulong)data.Length || length > (ulong)data.Length - start)
                Damage.Throw(directory.File, $"the column \"{field}\" leaves the columns' {data.Length} bytes");
            if (!_columns.TryAdd((kind, field), ((long)start, (long)length))) Damage.Throw(directory.File, $"the column \"{field}\" stands there twice");
        }
    }

    private string File => _data.File;

    /// <summary>Calls <paramref name="visit"/> with each entry whose column holds the string.</summary>
    public void Find(ColumnKind kind, string field, string value, Action<int> visit)
    {
        if (!_columns.TryGetValue((kind, field), out var column) || Utf8.TryGetBytes(value) is not { } wanted) return;
        var bytes = _data.Slice(column.Start, column.Length);
        var (low, high) = (0, TextCount(bytes) - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var reader = TextAt(bytes, middle);
            var order = reader.Counted().SequenceCompareTo(wanted);
            if (order == 0)
            {
                EntryList.Read(ref reader, reader.Int32(_entryCount), _entryCount, File, visit);
                return;
            }

            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
    }

    /// <summary>Calls <paramref name="visit"/> with each entry of a number or date column and its bits.</summary>
    public void Scan(ColumnKind kind, string field, Action<int, long> visit)
    {
        if (!_columns.TryGetValue((kind, field), out var column)) return;
        var bytes = _data.Slice(column.Start, column.Length);
        var reader = new ByteReader(bytes, File);
        var count = (int)Math.Min(reader.UInt32(), int.MaxValue / 12);
        if (bytes.Length != 4 + (count * 12L)) Damage.Throw(File, $"the column \"{field}\" of {count} values has {bytes.Length} bytes");
        var entries = bytes.Slice(4, count * 4);
        var values = bytes[(4 + (count * 4))..];
        long last = -1;
        for (var i = 0; i < count; i++)
        {
            long entry = BinaryPrimitives.ReadUInt32LittleEndian(entries[(i * 4)..]);
            if (entry <= last || entry >= _entryCount) Damage.Throw(File, $"the column \"{field}\" names entry {entry} of {_entryCount} out of order");
            last = entry;
            visit((int)entry, BinaryPrimitives.ReadInt64LittleEndian(values[(i * 8)..]));
        }
    }

    /// <summary>Calls <paramref name="visit"/> with each entry that holds any value in the field; an entry may come several times.</summary>
    public void FindAny(string field, Action<int> visit)
    {
        foreach (var kind in new[] { ColumnKind.Keywords, ColumnKind.Flags })
            if (_columns.ContainsKey((kind, field)))
                ScanTexts(kind, field, (_, entry) => visit(entry));
        Scan(ColumnKind.Numbers, field, (entry, _) => visit(entry));
        Scan(ColumnKind.Dates, field, (entry, _) => visit(entry));
    }

    /// <summary>Calls <paramref name="visit"/> with each string of a column and each entry that holds it.</summary>
    public void ScanTexts(ColumnKind kind, string field, Action<string, int> visit)
    {
        if (!_columns.TryGetValue((kind, field), out var column)) return;
        var bytes = _data.Slice(column.Start, column.Length);
        var count = TextCount(bytes);
        for (var i = 0; i < count; i++)
        {
            var reader = TextAt(bytes, i);
            var value = Utf8.GetString(reader.Counted());
            EntryList.Read(ref reader, reader.Int32(_entryCount), _entryCount, File, entry => visit(value, entry));
        }
    }

    public void Visit(IColumnVisitor visitor)
    {
        foreach (var (kind, field) in _columns.Keys)
        {
            switch (kind)
            {
                case ColumnKind.Keywords or ColumnKind.Flags or ColumnKind.Languages:
                    ScanTexts(kind, field, (value, entry) => visitor.Text(kind, field, value, entry));
                    break;
                case ColumnKind.Numbers or ColumnKind.Dates:
                    Scan(kind, field, (entry, bits) => visitor.Bits(kind, field, bits, entry));
                    break;
                default:
                    Damage.Throw(File, $"the column \"{field}\" is of the unknown kind {(int)kind}");
                    break;
            }
        }
    }

    private int TextCount(ReadOnlySpan<byte> column)
    {
        var count = new ByteReader(column, File).UInt32();
        if (count > (uint)(column.Length - 4) / 4) Damage.Throw(File, $"a column of {column.Length} bytes cannot hold {count} values");
        return (int)count;
    }

    private ByteReader TextAt(ReadOnlySpan<byte> column, int index)
    {
        var lists = column[(4 + (TextCount(column) * 4))..];
        var start = BinaryPrimitives.ReadUInt32LittleEndian(column[(4 + (index * 4))..]);
        if (start > (uint)lists.Length) Damage.Throw(File, $"a value stands at {start} of a column's {lists.Length} bytes");
        return new ByteReader(lists[(int)start..], File);
    }
}
