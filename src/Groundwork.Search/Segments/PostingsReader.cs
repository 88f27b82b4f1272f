using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>Reads the postings of one term block by block, in any order. Reused from term to term; for one thread.</summary>
internal sealed class PostingsReader
{
    private readonly int[] _entries = new int[PackedBlock.Size];
    private int[]?[] _frequencies = [];
    private Section _section;
    private TermEntry _term;
    private int _entryCount;
    private int _fieldCount;
    private int _fullBlocks;
    private int _frequenciesAt;
    private bool _hasFrequencies;
    private int _positionsPlace;

    public int DocumentFrequency => _term.DocumentFrequency;

    public int BlockCount { get; private set; }

    /// <summary>The loaded block, −1 before the first.</summary>
    public int Block { get; private set; } = -1;

    /// <summary>Entries of the loaded block, ascending.</summary>
    public ReadOnlySpan<int> Entries => _entries.AsSpan(0, Count);

    /// <summary>Postings in the loaded block.</summary>
    public int Count { get; private set; }

    /// <summary>The fields that hold the term anywhere in the loaded block, as bits.</summary>
    public uint Mask { get; private set; }

    /// <summary>One for each block; none for a term of fewer than 128 entries.</summary>
    public ReadOnlySpan<SkipEntry> Skips => _fullBlocks == 0 ? [] : MemoryMarshal.Cast<byte, SkipEntry>(Bytes[..(BlockCount * SkipEntry.Bytes)]);

    private ReadOnlySpan<byte> Bytes => _section.Slice(_term.Start, _term.PostingsLength);

    private ReadOnlySpan<byte> Body => Bytes[(_fullBlocks == 0 ? 0 : BlockCount * SkipEntry.Bytes)..];

    private string File => _section.File;

    /// <summary>Starts with a term; no block is loaded then.</summary>
    public void Open(Section postings, TermEntry term, int entryCount, int fieldCount)
    {
        (_section, _term, _entryCount, _fieldCount) = (postings, term, entryCount, fieldCount);
        if (_frequencies.Length < fieldCount) Array.Resize(ref _frequencies, fieldCount);
        _fullBlocks = term.DocumentFrequency / PackedBlock.Size;
        BlockCount = (int)(((long)term.DocumentFrequency + PackedBlock.Size - 1) / PackedBlock.Size);
        (Block, Count, Mask) = (-1, 0, 0);
        if (_fullBlocks > 0 && Bytes.Length / SkipEntry.Bytes < BlockCount) Damage.Throw(File, $"{BlockCount} blocks of postings have {Bytes.Length} bytes");
    }

    /// <summary>Frequencies of one field in the loaded block, 0 where the field does not hold the term. The field is one of <see cref="Mask"/>.</summary>
    public ReadOnlySpan<int> Frequencies(int field)
    {
        if (!_hasFrequencies) LoadFrequencies();
        return _frequencies[field].AsSpan(0, Count);
    }

    public void Load(int block)
    {
        if (block == Block) return;
        (Block, _positionsPlace, PositionsRead) = (-1, 0, 0);
        if (block < _fullBlocks) LoadFull(block);
        else LoadTail();
        Block = block;
    }

    /// <summary>Loads the block that holds the entry if any does.</summary>
    /// <returns>The entry's place in the block, or −1.</returns>
    public int Find(int entry)
    {
        if (Block < 0 || Count == 0 || entry < _entries[0] || entry > _entries[Count - 1])
        {
            var block = BlockAt(entry, Count > 0 && entry > _entries[Count - 1] ? Block : 0);
            if (block == BlockCount) return -1;
            Load(block);
        }

        return PlaceOf(entry, 0) is var place && place < Count && _entries[place] == entry ? place : -1;
    }

    /// <summary>The first block, not before <paramref name="from"/>, whose last entry is not before <paramref name="entry"/>.</summary>
    public int BlockAt(int entry, int from)
    {
        var skips = Skips;
        if (skips.IsEmpty) return from < BlockCount ? from : BlockCount;
        var (low, high) = (from, from);
        for (var step = 1; high < skips.Length && skips[high].Last < entry; step *= 2) (low, high) = (high + 1, high + step);
        high = Math.Min(high, skips.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (skips[middle].Last < entry) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>The first place, not before <paramref name="from"/>, in the loaded block whose entry is not before <paramref name="entry"/>.</summary>
    public int PlaceOf(int entry, int from)
    {
        var (low, high) = (from, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_entries[middle] < entry) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>The positions of one posting of the loaded block, as <see cref="PostingsWalk.Positions"/>; quickest in order of place.</summary>
    public ReadOnlySpan<byte> Positions(int place)
    {
        var bytes = BlockPositions();
        if (place < _positionsPlace) (_positionsPlace, PositionsRead) = (0, 0);
        var start = Skip(bytes, PositionsRead, Occurrences(_positionsPlace, place));
        (_positionsPlace, PositionsRead) = (place + 1, Skip(bytes, start, Occurrences(place, place + 1)));
        return bytes[start..PositionsRead];
    }

    /// <summary>Bytes of the loaded block's positions up to the end of those last read.</summary>
    public int PositionsRead { get; private set; }

    /// <summary>The positions of the loaded block and of those after it.</summary>
    private ReadOnlySpan<byte> BlockPositions()
    {
        var start = _fullBlocks == 0 ? 0 : Skips[Block].Positions;
        if (start > _term.PositionsLength) Damage.Throw(File, $"the positions of a block stand at {start} of {_term.PositionsLength} bytes");
        return _section.Slice(_term.Start + _term.PostingsLength + start, _term.PositionsLength - start);
    }

    private long Occurrences(int from, int to)
    {
        long count = 0;
        for (var rest = Mask; rest != 0; rest &= rest - 1)
            foreach (var frequency in Frequencies(BitOperations.TrailingZeroCount(rest))[from..to])
                count += frequency;
        return count;
    }

    private int Skip(ReadOnlySpan<byte> bytes, int at, long count)
    {
        // A byte below 128 ends a number; whole vectors of them are counted while even that many ends are too few.
        for (; count > Vector256<byte>.Count && bytes.Length - at >= Vector256<byte>.Count; at += Vector256<byte>.Count)
            count -= Vector256<byte>.Count - BitOperations.PopCount(Vector256.Create(bytes[at..]).ExtractMostSignificantBits());

        for (; count > 0; count--)
        {
            while (at < bytes.Length && bytes[at] >= 0x80) at++;
            if (++at > bytes.Length) Damage.Throw(File, "the positions of a term end early");
        }

        return at;
    }

    private void LoadFull(int block)
    {
        var skips = Skips;
        var (before, last, start) = (block == 0 ? -1 : skips[block - 1].Last, skips[block].Last, skips[block].Start);
        if (before < -1 || last >= _entryCount || last < before) Damage.Throw(File, $"a block of postings ends at entry {last} of {_entryCount}, the one before at {before}");
        var body = Body;
        if (start > body.Length) Damage.Throw(File, $"a block of postings stands at {start} of {body.Length} bytes");
        var reader = new ByteReader(body[(int)start..], File);
        ReadMask(ref reader);
        if (PackedBlock.Read(ref reader, 1, _entries)) PackedBlock.Accumulate(_entries, before);
        else AccumulateChecked(before);
        if (_entries[^1] != last) Damage.Throw(File, $"a block of postings ends at entry {_entries[^1]}, not at {last}");
        (_frequenciesAt, _hasFrequencies, Count) = ((int)start + reader.Position, false, PackedBlock.Size);
    }

    private void AccumulateChecked(int before)
    {
        long entry = before;
        for (var i = 0; i < _entries.Length; i++)
        {
            entry += (uint)_entries[i];
            if (entry >= _entryCount) Damage.Throw(File, $"a posting names entry {entry} of {_entryCount}");
            _entries[i] = (int)entry;
        }
    }

    private void ReadMask(ref ByteReader reader)
    {
        var mask = reader.VarInt();
        if (mask == 0 || mask >> _fieldCount != 0) Damage.Throw(File, $"a posting names the fields {mask:b} of {_fieldCount}");
        Mask = (uint)mask;
    }

    private void LoadFrequencies()
    {
        var reader = new ByteReader(Body[_frequenciesAt..], File);
        for (var rest = Mask; rest != 0; rest &= rest - 1) PackedBlock.Read(ref reader, 0, Room(BitOperations.TrailingZeroCount(rest)));
        _hasFrequencies = true;
    }

    private int[] Room(int field) => _frequencies[field] ??= new int[PackedBlock.Size];

    private void LoadTail()
    {
        var body = Body;
        var start = 0u;
        long entry = -1;
        if (_fullBlocks > 0)
        {
            var skips = Skips;
            (start, entry) = (skips[_fullBlocks].Start, skips[_fullBlocks - 1].Last);
            if (start > body.Length || entry < -1) Damage.Throw(File, $"a block of postings stands at {start} of {body.Length} bytes");
        }

        var count = _term.DocumentFrequency - (_fullBlocks * PackedBlock.Size);
        var reader = new ByteReader(body[(int)start..], File);
        var (fields, mask) = (0u, 1u << (_fieldCount - 1));
        for (var i = 0; i < count; i++)
        {
            var head = reader.VarInt();
            if (head >> 1 >= (ulong)(_entryCount - entry - 1)) Damage.Throw(File, $"a posting {head >> 1} after entry {entry} is past {_entryCount} entries");
            entry += (long)(head >> 1) + 1;
            _entries[i] = (int)entry;
            var isPlain = (head & 1) != 0;
            if (!isPlain)
            {
                ReadMask(ref reader);
                mask = Mask;
            }

            for (var rest = mask & ~fields; rest != 0; rest &= rest - 1) Room(BitOperations.TrailingZeroCount(rest)).AsSpan(0, count).Clear();
            fields |= mask;
            for (var rest = mask; rest != 0; rest &= rest - 1)
            {
                var frequency = isPlain ? 1 : reader.Int32(SegmentFormat.MostPositions);
                if (frequency == 0) Damage.Throw(File, "a posting has no occurrence");
                _frequencies[BitOperations.TrailingZeroCount(rest)]![i] = frequency;
            }
        }

        if (!reader.AtEnd) Damage.Throw(File, "postings go on after the last entry");
        (Mask, Count, _hasFrequencies) = (fields, count, true);
    }
}
