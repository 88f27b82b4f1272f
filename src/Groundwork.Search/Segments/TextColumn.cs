using System.Buffers.Binary;
using System.Numerics;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>A column of strings in a segment file: sorted values with their entries, and the values of each entry. Read in place.</summary>
internal sealed class TextColumn
{
    public const int ValuesPerBlock = 16;

    private readonly Section _data;
    private readonly int _entryCount;
    private readonly int _pairCount;
    private readonly bool _isSingle;
    private readonly long _blocks;
    private readonly int _blockBytes;
    private readonly long _lists;
    private readonly int _listBytes;
    private readonly long _forward;

    /// <summary>Reads the description of a column.</summary>
    /// <param name="directory">Stands after the column's start.</param>
    /// <param name="data">The columns' data.</param>
    /// <param name="start">Where the column starts in them.</param>
    /// <param name="entryCount">Entries of the segment.</param>
    public TextColumn(ref ByteReader directory, Section data, long start, int entryCount)
    {
        (_data, _entryCount) = (data, entryCount);
        ValueCount = directory.Int32();
        _pairCount = directory.Int32();
        _isSingle = directory.Byte() == 1;
        _blockBytes = directory.Int32();
        _listBytes = directory.Int32();
        _blocks = start + (BlockCount * 4L);
        _lists = _blocks + _blockBytes;
        _forward = _lists + _listBytes;
        if (ValueCount > _pairCount || (_isSingle && _pairCount > entryCount)) Damage.Throw(File, $"a column has {ValueCount} values in {_pairCount} places of {entryCount} entries");
        var end = _forward + (_isSingle ? PackedIntegers.BytesFor(entryCount, CodeWidth) : StartBytes + PackedIntegers.BytesFor(_pairCount, OrdinalWidth));
        if (end > data.Length) Damage.Throw(File, $"a column ends at {end} of the columns' {data.Length} bytes");
    }

    /// <summary>Different values.</summary>
    public int ValueCount { get; }

    public string File => _data.File;

    private int BlockCount => (int)(((long)ValueCount + ValuesPerBlock - 1) / ValuesPerBlock);

    private int CodeWidth => PackedIntegers.WidthFor((ulong)ValueCount);

    private int OrdinalWidth => PackedIntegers.WidthFor((ulong)Math.Max(0, ValueCount - 1));

    private int StartWidth => PackedIntegers.WidthFor((ulong)_pairCount);

    private long StartBytes => PackedIntegers.BytesFor(_entryCount + 1L, StartWidth);

    /// <summary>Adds the entries that hold a value.</summary>
    public void AddTo(Bitset set, ReadOnlySpan<byte> value)
    {
        var block = BlockOf(value);
        if (block < 0) return;
        var reader = new ByteReader(Block(block), File);
        var list = reader.Int32(_listBytes);

        // Within a block each value tells how many bytes it shares with the one before. What the one before shares with the wanted value
        // is enough to compare: a value that shares more stands before the wanted one too, one that shares less stands after it.
        var common = 0;
        for (var i = 0; i < ValuesIn(block); i++)
        {
            var shared = reader.Int32();
            var rest = reader.Counted();
            if (shared < common) return;
            if (shared == common)
            {
                var wanted = value[common..];
                var same = rest.CommonPrefixLength(wanted);
                if (same == rest.Length && same == wanted.Length)
                {
                    ReadEntries(ref reader, ref list, set);
                    return;
                }

                if (same < rest.Length && (same == wanted.Length || rest[same] > wanted[same])) return;
                common += same;
            }

            ReadEntries(ref reader, ref list, null);
        }
    }

    /// <summary>Adds the entries that hold any value.</summary>
    public void AddAllTo(Bitset set)
    {
        if (_isSingle)
        {
            var codes = Codes();
            for (var entry = 0; entry < _entryCount; entry++)
                if (codes[entry] != 0)
                    set.Add(entry);
            return;
        }

        var starts = Starts();
        for (var entry = 0; entry < _entryCount; entry++)
            if (starts[entry + 1] > starts[entry])
                set.Add(entry);
    }

    /// <summary>The values in order.</summary>
    public TextColumnCursor Values() => new(this);

    /// <summary>The places, in the order of values, of all that matched entries hold; a place comes once for each entry.</summary>
    /// <param name="matched">The entries, or null for all.</param>
    /// <param name="places">Gets them, in no order, unless it is null.</param>
    /// <param name="counts">Instead: gets how many matched entries hold each value; <see cref="ValueCount"/> long.</param>
    /// <returns>How many of the matched entries hold any value.</returns>
    public int Count(Bitset? matched, List<int>? places, Span<int> counts)
    {
        var holders = 0;
        var codes = _isSingle ? Codes() : default;
        var starts = _isSingle ? default : Starts();
        var ordinals = _isSingle ? default : Ordinals();
        for (var word = 0; word < (_entryCount + 63) / 64; word++)
        {
            for (var rest = Word(matched, word); rest != 0; rest &= rest - 1)
            {
                var entry = (word * 64) + BitOperations.TrailingZeroCount(rest);
                if (_isSingle)
                {
                    if (CodeAt(codes, entry) is not (> 0 and var code)) continue;
                    if (places is null) counts[code - 1]++;
                    else places.Add(code - 1);
                    holders++;
                    continue;
                }

                var (from, to) = Run(starts, entry);
                if (from < to) holders++;
                for (var at = from; at < to; at++)
                {
                    if (places is null) counts[OrdinalAt(ordinals, at)]++;
                    else places.Add(OrdinalAt(ordinals, at));
                }
            }
        }

        return holders;
    }

    /// <summary>Whether an entry holds the value at a place in their order.</summary>
    internal bool Holds(int entry, int ordinal)
    {
        if (_isSingle) return CodeAt(Codes(), entry) == ordinal + 1;
        var ordinals = Ordinals();
        var (from, to) = Run(Starts(), entry);
        for (var at = from; at < to; at++)
            if (OrdinalAt(ordinals, at) == ordinal)
                return true;
        return false;
    }

    /// <summary>The first value an entry holds, in the order of bytes, or null.</summary>
    public string? FirstOf(int entry)
    {
        if (_isSingle) return CodeAt(Codes(), entry) is > 0 and var code ? ValueAt(code - 1) : null;
        var (from, to) = Run(Starts(), entry);
        return from == to ? null : ValueAt(OrdinalAt(Ordinals(), from));
    }

    /// <summary>The value at a place in their order.</summary>
    public string ValueAt(int ordinal)
    {
        var reader = new ByteReader(Block(ordinal / ValuesPerBlock), File);
        var list = reader.Int32(_listBytes);
        Span<byte> value = stackalloc byte[256];
        var length = 0;
        for (var rest = ordinal % ValuesPerBlock; ; rest--)
        {
            var shared = reader.Int32(length);
            var added = reader.Counted();
            length = shared + added.Length;
            if (length > value.Length)
            {
                // Never more than the block holds, so a file cannot make this large.
                var longer = new byte[length];
                value[..shared].CopyTo(longer);
                value = longer;
            }

            added.CopyTo(value[shared..]);
            if (rest == 0) return Utf8.GetString(value[..length]);
            ReadEntries(ref reader, ref list, null);
        }
    }

    internal int ValuesIn(int block) => Math.Min(ValuesPerBlock, ValueCount - (block * ValuesPerBlock));

    internal ReadOnlySpan<byte> Block(int block)
    {
        var index = _data.Slice(_blocks - (BlockCount * 4L), BlockCount * 4L);
        var start = BinaryPrimitives.ReadUInt32LittleEndian(index[(block * 4)..]);
        var end = block + 1 == BlockCount ? (uint)_blockBytes : BinaryPrimitives.ReadUInt32LittleEndian(index[((block + 1) * 4)..]);
        if (start > end || end > (uint)_blockBytes) Damage.Throw(File, $"a block of values stands at {start} to {end} of {_blockBytes} bytes");
        return _data.Slice(_blocks + start, end - start);
    }

    internal ReadOnlySpan<byte> List(int start, int length)
    {
        if (start > _listBytes - length) Damage.Throw(File, $"a list stands at {start} with {length} of {_listBytes} bytes");
        return _data.Slice(_lists + start, length);
    }

    internal int MostEntries => _entryCount;

    internal int ListBytes => _listBytes;

    /// <summary>Compares what the entries say of their values with what the values say of their entries.</summary>
    internal void Check(CancellationToken cancellationToken)
    {
        var counts = new int[ValueCount];
        Count(null, null, counts);
        var values = Values();
        byte[]? before = null;
        var pairs = 0L;
        for (var ordinal = 0; values.MoveNext(); ordinal++)
        {
            if ((ordinal & 0xFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            if (before is not null && before.AsSpan().SequenceCompareTo(values.Value) >= 0) Damage.Throw(File, "the values of a column are out of order");
            before = values.Value.ToArray();
            if (counts[ordinal] != values.EntryCount) Damage.Throw(File, $"{counts[ordinal]} entries hold a value that names {values.EntryCount}");
            var entries = new int[values.EntryCount];
            values.CopyEntries(entries);
            foreach (var entry in entries)
                if (!Holds(entry, ordinal))
                    Damage.Throw(File, $"entry {entry} does not hold a value that names it");
            pairs += entries.Length;
        }

        if (pairs != _pairCount) Damage.Throw(File, $"a column has {pairs} values in entries, not {_pairCount}");
    }

    private ulong Word(Bitset? matched, int word)
    {
        if (matched is not null) return matched.Words[word];
        return (word * 64L) + 64 <= _entryCount ? ulong.MaxValue : (1UL << (_entryCount & 63)) - 1;
    }

    /// <summary>The last block whose first value is not after this one, or −1.</summary>
    private int BlockOf(ReadOnlySpan<byte> value)
    {
        var (low, high) = (0, BlockCount - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var reader = new ByteReader(Block(middle), File);
            reader.Int32(_listBytes);
            reader.Int32(0);
            if (reader.Counted().SequenceCompareTo(value) <= 0) low = middle + 1;
            else high = middle - 1;
        }

        return high;
    }

    private void ReadEntries(ref ByteReader reader, ref int list, Bitset? set)
    {
        var count = reader.Int32(_entryCount);
        if (count == 1)
        {
            var entry = reader.Int32(_entryCount - 1);
            set?.Add(entry);
            return;
        }

        var form = reader.Int32();
        if (set is not null) PackedEntries.AddTo(set, List(list, form >> 1), (form & 1) == 1, count, File);
        list += form >> 1;
    }

    private PackedIntegers Codes() => new(_data.Slice(_forward, PackedIntegers.BytesFor(_entryCount, CodeWidth)), _entryCount, CodeWidth, File);

    private PackedIntegers Starts() => new(_data.Slice(_forward, StartBytes), _entryCount + 1, StartWidth, File);

    private PackedIntegers Ordinals() =>
        new(_data.Slice(_forward + StartBytes, PackedIntegers.BytesFor(_pairCount, OrdinalWidth)), _pairCount, OrdinalWidth, File);

    private (int From, int To) Run(PackedIntegers starts, int entry)
    {
        var (from, to) = (starts[entry], starts[entry + 1]);
        if (from > to || to > (ulong)_pairCount) Damage.Throw(File, $"the values of entry {entry} stand at {from} to {to} of {_pairCount}");
        return ((int)from, (int)to);
    }

    /// <summary>0 when the entry holds no value, else the place of its value from 1.</summary>
    private int CodeAt(PackedIntegers codes, int entry)
    {
        var code = codes[entry];
        if (code > (ulong)ValueCount) Damage.Throw(File, $"entry {entry} has the value {code} of {ValueCount}");
        return (int)code;
    }

    private int OrdinalAt(PackedIntegers ordinals, int at)
    {
        var ordinal = ordinals[at];
        if (ordinal >= (ulong)ValueCount) Damage.Throw(File, $"an entry has the value {ordinal} of {ValueCount}");
        return (int)ordinal;
    }
}
