using System.Runtime.InteropServices;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>Collects filter columns in memory and writes them as two sections.</summary>
internal sealed class ColumnsBuilder : IColumnVisitor
{
    private const int ValueOverheadBytes = 140;
    private readonly Dictionary<(ColumnKind Kind, string Field), Dictionary<string, EntryList>> _texts = [];
    private readonly Dictionary<(ColumnKind Kind, string Field), List<(int Entry, long Bits)>> _bits = [];

    /// <summary>Rough bytes of memory in use.</summary>
    public long Bytes { get; private set; }

    public void Text(ColumnKind kind, string field, string value, int entry)
    {
        ref var values = ref CollectionsMarshal.GetValueRefOrAddDefault(_texts, (kind, field), out _);
        values ??= new Dictionary<string, EntryList>(StringComparer.Ordinal);
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(values, value, out var isKnown);
        if (!isKnown) Bytes += ValueOverheadBytes + (2L * value.Length);
        Bytes += 2;
        (list ??= new EntryList()).Add(entry);
    }

    public void Bits(ColumnKind kind, string field, long bits, int entry)
    {
        ref var values = ref CollectionsMarshal.GetValueRefOrAddDefault(_bits, (kind, field), out _);
        (values ??= []).Add((entry, bits));
        Bytes += 16;
    }

    public void Visit(IColumnVisitor visitor)
    {
        foreach (var ((kind, field), values) in _texts)
        {
            foreach (var (value, list) in values)
            {
                var reader = new ByteReader(list.Bytes, field);
                EntryList.Read(ref reader, list.Count, int.MaxValue, field, entry => visitor.Text(kind, field, value, entry));
            }
        }

        foreach (var ((kind, field), values) in _bits)
            foreach (var (entry, bits) in values)
                visitor.Bits(kind, field, bits, entry);
    }

    public void Write(SectionWriter file)
    {
        var directory = new ByteBuffer();
        directory.VarInt((ulong)(_texts.Count + _bits.Count));
        file.Begin();
        foreach (var (column, values) in _texts.OrderBy(c => c.Key.Kind).ThenBy(c => c.Key.Field, StringComparer.Ordinal))
            WriteColumn(file, directory, column, Encode(values));
        foreach (var (column, values) in _bits.OrderBy(c => c.Key.Kind).ThenBy(c => c.Key.Field, StringComparer.Ordinal))
            WriteColumn(file, directory, column, Encode(values));
        file.End(SectionKind.ColumnData);
        file.Section(SectionKind.ColumnDirectory, directory.Written);
    }

    private static void WriteColumn(SectionWriter file, ByteBuffer directory, (ColumnKind Kind, string Field) column, ByteBuffer content)
    {
        directory.Byte((byte)column.Kind);
        directory.Counted(Utf8.GetBytes(column.Field));
        directory.VarInt((ulong)file.SectionLength);
        directory.VarInt((ulong)content.Length);
        file.Write(content.Written);
    }

    private static ByteBuffer Encode(Dictionary<string, EntryList> values)
    {
        var sorted = new List<(byte[] Value, EntryList Entries)>(values.Count);
        foreach (var (value, entries) in values) sorted.Add((Utf8.GetBytes(value), entries));
        sorted.Sort((a, b) => a.Value.AsSpan().SequenceCompareTo(b.Value));
        var lists = new ByteBuffer();
        var content = new ByteBuffer();
        content.UInt32((uint)sorted.Count);
        foreach (var (value, entries) in sorted)
        {
            content.UInt32((uint)lists.Length);
            lists.Counted(value);
            lists.VarInt((ulong)entries.Count);
            lists.Bytes(entries.Bytes);
        }

        content.Bytes(lists.Written);
        return content;
    }

    private static ByteBuffer Encode(List<(int Entry, long Bits)> values)
    {
        var content = new ByteBuffer(16 + (values.Count * 12));
        content.UInt32((uint)values.Count);
        foreach (var (entry, _) in values) content.UInt32((uint)entry);
        foreach (var (_, bits) in values) content.UInt64((ulong)bits);
        return content;
    }
}
