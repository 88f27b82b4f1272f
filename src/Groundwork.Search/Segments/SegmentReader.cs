using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>An open segment file. Safe for concurrent reading; <see cref="SegmentCache"/> closes it when nobody reads it any more.</summary>
internal sealed class SegmentReader : IDisposable
{
    private readonly MappedFile _map;
    private readonly Dictionary<SectionKind, Section> _sections = [];
    private readonly Dictionary<SectionKind, uint> _checksums = [];
    private readonly Section _lengths;
    private readonly Section _keyOffsets;
    private readonly Section _keyBytes;
    private readonly Section _keyOrder;

    private SegmentReader(MappedFile map, string file, SegmentRecord record, int fieldCount, int dimensions, long checkedBytes)
    {
        (_map, File, Record) = (map, file, record);
        ReadTable();
        var kinds = _sections.Keys.Where(kind => kind == SectionKind.Info || _sections[kind].Length <= checkedBytes).ToList();
        foreach (var kind in kinds) _sections[kind].ReadAhead(0, _sections[kind].Length);
        foreach (var kind in kinds) Check(kind, CancellationToken.None);

        Info = SegmentInfo.Decode(Find(SectionKind.Info).All(), File);
        if (Info.EntryCount != record.Entries) Damage.Throw(File, $"it has {Info.EntryCount} entries, the commit names {record.Entries}");
        if (Info.Fields.Count != fieldCount) Damage.Throw(File, $"it has {Info.Fields.Count} text fields, the commit names {fieldCount}");
        if (Info.Dimensions != dimensions) Damage.Throw(File, $"its vectors have {Info.Dimensions} dimensions, the commit names {dimensions}");
        _lengths = Find(SectionKind.FieldLengths);
        if (_lengths.Length != (long)fieldCount * EntryCount) Damage.Throw(File, $"{_lengths.Length} bytes hold the lengths of {fieldCount} fields of {EntryCount} entries");
        _keyOffsets = Find(SectionKind.KeyOffsets);
        _keyBytes = Find(SectionKind.KeyBytes);
        _keyOrder = Find(SectionKind.KeyOrder);
        if (_keyOffsets.Length != (EntryCount + 1L) * 4 || _keyOrder.Length != EntryCount * 4L) Damage.Throw(File, $"it does not hold the keys of {EntryCount} entries");
        Dictionary = new TermDictionary(Find(SectionKind.TermBlocks), Find(SectionKind.TermIndex), Find(SectionKind.Postings), EntryCount, fieldCount);
        Columns = new ColumnSet(Find(SectionKind.ColumnDirectory), Find(SectionKind.ColumnData), EntryCount);
        Filters = new FilterCache(EntryCount);
        Vectors = new VectorTable(Info, _sections, File);
        WarmUp = new WarmUp(_sections);

        // What was checked is not what will be read.
        map.LetGo();
    }

    public SegmentRecord Record { get; }

    public SegmentInfo Info { get; }

    public TermDictionary Dictionary { get; }

    public ColumnSet Columns { get; }

    /// <summary>Filters that were evaluated before; they go when the segment is closed.</summary>
    public FilterCache Filters { get; }

    public VectorTable Vectors { get; }

    public WarmUp WarmUp { get; }

    public int EntryCount => Info.EntryCount;

    /// <summary>The file to name when something is wrong: its own, or the log its image stands in.</summary>
    public string File { get; }

    /// <summary>Opens a segment; the caller holds it once.</summary>
    /// <param name="directory">Where the file is.</param>
    /// <param name="record">What the commit says about it.</param>
    /// <param name="fieldCount">Text fields of the index.</param>
    /// <param name="dimensions">Dimensions of its vectors, 0 for none.</param>
    /// <param name="checkedBytes">Sections up to this size have their checksums verified now.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IndexDamagedException">It is not the file the commit names.</exception>
    public static SegmentReader Open(IIndexDirectory directory, SegmentRecord record, int fieldCount, int dimensions, long checkedBytes)
    {
        var map = directory.Open(record.FileName);
        try
        {
            // A mapped page past the end of a truncated file would kill the process, so the length is compared before any read.
            if (map.Length != record.Length) Damage.Throw(record.FileName, $"it has {map.Length} bytes, the commit names {record.Length}");
            return new SegmentReader(map, record.FileName, record, fieldCount, dimensions, checkedBytes);
        }
        catch
        {
            map.Dispose();
            throw;
        }
    }

    /// <summary>Opens the image of a segment that somebody else has checked.</summary>
    /// <exception cref="IndexDamagedException">It is no segment of this index.</exception>
    public static SegmentReader Open(MappedFile image, string file, SegmentRecord record, int fieldCount, int dimensions) =>
        new(image, file, record, fieldCount, dimensions, checkedBytes: -1);

    /// <summary>Says that everything will now be read, for the last time or the only one.</summary>
    public void ReadThrough() => _map.ReadThrough();

    /// <summary>Says that what was read need not stay in memory; whoever still reads it has the system look it up again.</summary>
    public void LetGo() => _map.LetGo();

    public void Dispose() => _map.Dispose();

    public ReadOnlySpan<byte> KeyOf(int entry)
    {
        var offsets = _keyOffsets.As<uint>(entry * 4L, 8);
        return _keyBytes.Slice(offsets[0], (long)offsets[1] - offsets[0]);
    }

    /// <summary>The entry with this key, deleted or not; null when there is none.</summary>
    public int? EntryOf(ReadOnlySpan<byte> key)
    {
        var (low, high) = (0, EntryCount - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var entry = OrderedEntry(middle);
            var order = KeyOf(entry).SequenceCompareTo(key);
            if (order == 0) return entry;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return null;
    }

    /// <summary>The entry whose key stands at this place in the order of keys.</summary>
    public int OrderedEntry(int place)
    {
        var entry = _keyOrder.As<uint>(place * 4L, 4)[0];
        if (entry >= (uint)EntryCount) Damage.Throw(File, $"the order of keys names entry {entry} of {EntryCount}");
        return (int)entry;
    }

    /// <summary>By entry: the code of a text field's length, see <see cref="FieldLength"/>.</summary>
    public ReadOnlySpan<byte> Lengths(int field) => _lengths.Slice((long)field * EntryCount, EntryCount);

    /// <summary>Adds every entry that has a text field, also one without words.</summary>
    public void AddHolders(int field, Bitset holders)
    {
        var lengths = Lengths(field);
        for (var entry = 0; entry < lengths.Length; entry++)
            if (lengths[entry] != FieldLength.None)
                holders.Add(entry);
    }

    /// <summary>Compares the checksum of every byte.</summary>
    public void CheckAll(CancellationToken cancellationToken)
    {
        const int AtOnce = 1 << 22;
        var state = Crc32C.Start;
        for (long at = 0; at < _map.Length; at += AtOnce)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _map.ReadAhead(at + AtOnce, AtOnce);
            state = Crc32C.Append(state, _map.Slice(at, (int)Math.Min(AtOnce, _map.Length - at)));
        }

        if (Crc32C.Finish(state) != Record.Checksum) Damage.Throw(File, "its checksum does not match");
    }

    private void ReadTable()
    {
        var length = _map.Length;
        if (length < SegmentFormat.HeaderBytes + SegmentFormat.TrailerBytes) Damage.Throw(File, $"it has {length} bytes");
        var header = new ByteReader(_map.Slice(0, SegmentFormat.HeaderBytes), File);
        if (!header.Bytes(8).SequenceEqual(SegmentFormat.Magic)) Damage.Throw(File, "it is no segment");
        if (header.UInt32() is var version && version != SegmentFormat.Version)
            Damage.Throw(File, $"its format version is {version}, this program reads {SegmentFormat.Version}");

        var trailer = new ByteReader(_map.Slice(length - SegmentFormat.TrailerBytes, SegmentFormat.TrailerBytes), File);
        var count = trailer.UInt32();
        var checksum = trailer.UInt32();
        if (!trailer.Bytes(8).SequenceEqual(SegmentFormat.EndMagic)) Damage.Throw(File, "its end is missing");
        var tableBytes = (long)count * SegmentFormat.TableEntryBytes;
        var tableStart = length - SegmentFormat.TrailerBytes - tableBytes;
        if (count > 1000 || tableStart < SegmentFormat.HeaderBytes) Damage.Throw(File, $"it cannot have {count} sections");
        if (Crc32C.Of(_map.Slice(tableStart, (int)tableBytes + 4)) != checksum) Damage.Throw(File, "the checksum of its table does not match");

        var table = new ByteReader(_map.Slice(tableStart, (int)tableBytes), File);
        for (var i = 0; i < count; i++)
        {
            var kind = (SectionKind)table.UInt32();
            var sum = table.UInt32();
            var start = table.UInt64();
            var bytes = table.UInt64();
            if (start > (ulong)tableStart || bytes > (ulong)tableStart - start || start % SegmentFormat.Alignment != 0)
                Damage.Throw(File, $"its section {kind} stands at {start} with {bytes} bytes");
            if (!_sections.TryAdd(kind, new Section(_map, File, (long)start, (long)bytes))) Damage.Throw(File, $"it has two sections {kind}");
            _checksums[kind] = sum;
        }
    }

    private void Check(SectionKind kind, CancellationToken cancellationToken)
    {
        const int AtOnce = 1 << 22;
        var section = _sections[kind];
        var state = Crc32C.Start;
        for (long at = 0; at < section.Length; at += AtOnce)
        {
            cancellationToken.ThrowIfCancellationRequested();
            state = Crc32C.Append(state, section.Slice(at, Math.Min(AtOnce, section.Length - at)));
        }

        if (Crc32C.Finish(state) != _checksums[kind]) Damage.Throw(File, $"the checksum of its section {kind} does not match");
    }

    private Section Find(SectionKind kind)
    {
        if (!_sections.TryGetValue(kind, out var section)) Damage.Throw(File, $"its section {kind} is missing");
        return section;
    }
}
