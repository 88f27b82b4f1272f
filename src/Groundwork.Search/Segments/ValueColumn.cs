using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>
/// A column of numbers or dates in a segment file: values sorted, beside each its entry. A range is two binary searches, and how many
/// entries it holds is known before any is read. Read in place.
/// </summary>
internal sealed class ValueColumn
{
    private readonly Section _data;
    private readonly int _entryCount;
    private readonly long _start;
    private readonly long _least;
    private readonly ulong _step;
    private readonly int _width;

    /// <summary>Reads the description of a column.</summary>
    /// <param name="directory">Stands after the column's start.</param>
    /// <param name="data">The columns' data.</param>
    /// <param name="start">Where the column starts in them.</param>
    /// <param name="entryCount">Entries of the segment.</param>
    public ValueColumn(ref ByteReader directory, Section data, long start, int entryCount)
    {
        (_data, _start, _entryCount) = (data, start, entryCount);
        Count = directory.Int32(entryCount);
        _least = (long)directory.UInt64();
        _step = directory.UInt64();
        _width = directory.Byte();
        if (_step == 0 || _width > 64 || CodeBytes > data.Length - start || EntryBytes > data.Length - start - CodeBytes)
            Damage.Throw(File, $"a column of {Count} values of {_width} bits does not fit the columns' {data.Length} bytes");
    }

    /// <summary>Values, one for each entry that has one.</summary>
    public int Count { get; }

    public string File => _data.File;

    private int EntryWidth => PackedIntegers.WidthFor((ulong)Math.Max(0, _entryCount - 1));

    private long CodeBytes => PackedIntegers.BytesFor(Count, _width);

    private long EntryBytes => PackedIntegers.BytesFor(Count, EntryWidth);

    /// <summary>Places, in the order of values, of those that lie in a range with both its ends; empty when <c>To</c> ≤ <c>From</c>.</summary>
    public (int From, int To) Range(long from, long to) => from > to ? (0, 0) : (PlaceOf(from), to == long.MaxValue ? Count : PlaceOf(to + 1));

    /// <summary>Adds the entries at some places to a set.</summary>
    public void AddTo(Bitset set, int from, int to)
    {
        var entries = Entries();
        for (var place = from; place < to; place++) set.Add(EntryAt(entries, place));
    }

    /// <summary>The lowest and highest value among the matched entries at some places, and their number.</summary>
    /// <param name="matched">The entries, or null for all.</param>
    /// <param name="from">First place.</param>
    /// <param name="to">Place after the last one.</param>
    public (int Count, long Least, long Most) Among(Bitset? matched, int from, int to)
    {
        if (from >= to) return default;
        if (matched is null) return (to - from, Value(from), Value(to - 1));
        var (count, first, last) = (0, -1, -1);
        var entries = Entries();
        for (var place = from; place < to; place++)
        {
            if (!matched[EntryAt(entries, place)]) continue;
            if (count++ == 0) first = place;
            last = place;
        }

        return count == 0 ? default : (count, Value(first), Value(last));
    }

    /// <summary>The whole column.</summary>
    public ColumnValues Copy()
    {
        var codes = Codes();
        var places = Entries();
        var (values, entries) = (new long[Count], new int[Count]);
        for (var i = 0; i < Count; i++)
        {
            values[i] = ValueOf(codes[i]);
            entries[i] = EntryAt(places, i);
        }

        return new ColumnValues(values, entries);
    }

    /// <summary>Looks for values or entries out of order.</summary>
    internal void Check()
    {
        var seen = new Bitset(_entryCount);
        var (values, entries) = Copy();
        for (var i = 0; i < Count; i++)
        {
            if (i > 0 && (values[i] < values[i - 1] || (values[i] == values[i - 1] && entries[i] <= entries[i - 1]))) Damage.Throw(File, "the values of a column are out of order");
            if (!seen.Add(entries[i])) Damage.Throw(File, $"entry {entries[i]} has two values in one column");
        }
    }

    private long Value(int place) => ValueOf(Codes()[place]);

    private long ValueOf(ulong code) => unchecked(_least + (long)(code * _step));

    private int PlaceOf(long value)
    {
        if (value <= _least) return 0;
        var distance = unchecked((ulong)value - (ulong)_least);
        return Codes().LowerBound((distance / _step) + (distance % _step == 0 ? 0UL : 1));
    }

    private int EntryAt(PackedIntegers entries, int place)
    {
        var entry = entries[place];
        if (entry >= (ulong)_entryCount) Damage.Throw(File, $"a column names entry {entry} of {_entryCount}");
        return (int)entry;
    }

    private PackedIntegers Codes() => new(_data.Slice(_start, CodeBytes), Count, _width, File);

    private PackedIntegers Entries() => new(_data.Slice(_start + CodeBytes, EntryBytes), Count, EntryWidth, File);
}
