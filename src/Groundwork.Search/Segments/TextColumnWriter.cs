using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>Packs a column of strings; <see cref="TextColumn"/> reads it.</summary>
internal sealed class TextColumnWriter(int entryCount)
{
    private readonly ByteBuffer _index = new();
    private readonly ByteBuffer _blocks = new();
    private readonly ByteBuffer _lists = new();
    private readonly List<(int Entry, int Ordinal)> _pairs = [];
    private readonly int[] _valuesOf = new int[entryCount];
    private byte[] _before = [];

    /// <summary>Values so far.</summary>
    public int ValueCount { get; private set; }

    /// <summary>Adds the next value.</summary>
    /// <param name="value">UTF-8, after all values before in the order of bytes.</param>
    /// <param name="entries">Entries that hold it, one or more, ascending.</param>
    public void Add(ReadOnlySpan<byte> value, ReadOnlySpan<int> entries)
    {
        var shared = 0;
        if (ValueCount % TextColumn.ValuesPerBlock == 0)
        {
            _index.UInt32((uint)_blocks.Length);
            _blocks.VarInt((ulong)_lists.Length);
        }
        else
        {
            shared = value.CommonPrefixLength(_before);
        }

        _before = value.ToArray();
        _blocks.VarInt((ulong)shared);
        _blocks.Counted(value[shared..]);
        _blocks.VarInt((ulong)entries.Length);
        if (entries.Length == 1)
        {
            _blocks.VarInt((ulong)entries[0]);
        }
        else
        {
            var start = _lists.Length;
            var isBitmap = PackedEntries.Write(_lists, entries, entryCount);
            _blocks.VarInt(((ulong)(_lists.Length - start) << 1) | (isBitmap ? 1u : 0));
        }

        foreach (var entry in entries)
        {
            _pairs.Add((entry, ValueCount));
            _valuesOf[entry]++;
        }

        ValueCount++;
    }

    /// <summary>Writes the column's data and appends its description.</summary>
    public void Write(SectionWriter file, ByteBuffer directory)
    {
        var isSingle = !_valuesOf.AsSpan().ContainsAnyExceptInRange(0, 1);
        directory.VarInt((ulong)ValueCount);
        directory.VarInt((ulong)_pairs.Count);
        directory.Byte(isSingle ? (byte)1 : (byte)0);
        directory.VarInt((ulong)_blocks.Length);
        directory.VarInt((ulong)_lists.Length);
        file.Write(_index.Written);
        file.Write(_blocks.Written);
        file.Write(_lists.Written);
        var forward = new ByteBuffer(1 << 12);
        if (isSingle) WriteCodes(forward);
        else WriteRuns(forward);
        file.Write(forward.Written);
    }

    private void WriteCodes(ByteBuffer to)
    {
        var codes = new int[entryCount];
        foreach (var (entry, ordinal) in _pairs) codes[entry] = ordinal + 1;
        var packed = new PackedWriter(to, PackedIntegers.WidthFor((ulong)ValueCount));
        foreach (var code in codes) packed.Add((ulong)code);
        packed.Finish();
    }

    private void WriteRuns(ByteBuffer to)
    {
        // The pairs are in the order of values, so filling each entry's run from its start leaves the runs ascending.
        var (start, places) = (0, new int[entryCount]);
        var starts = new PackedWriter(to, PackedIntegers.WidthFor((ulong)_pairs.Count));
        for (var entry = 0; entry < entryCount; entry++)
        {
            starts.Add((ulong)start);
            places[entry] = start;
            start += _valuesOf[entry];
        }

        starts.Add((ulong)start);
        starts.Finish();
        var ordinals = new int[_pairs.Count];
        foreach (var (entry, ordinal) in _pairs) ordinals[places[entry]++] = ordinal;
        var packed = new PackedWriter(to, PackedIntegers.WidthFor((ulong)(ValueCount - 1)));
        foreach (var ordinal in ordinals) packed.Add((ulong)ordinal);
        packed.Finish();
    }
}
