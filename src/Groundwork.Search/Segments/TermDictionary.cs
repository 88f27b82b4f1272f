using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>Finds the postings of a term: binary search over the first terms of blocks, then a walk through one block.</summary>
internal sealed class TermDictionary(Section blocks, Section index, Section postings, int entryCount, int fieldCount)
{
    public int BlockCount { get; } = (int)Math.Min(int.MaxValue, index.Length / sizeof(ulong));

    public Section Postings => postings;

    public int EntryCount => entryCount;

    public int FieldCount => fieldCount;

    public string File => blocks.File;

    /// <summary>Where a term stands.</summary>
    /// <returns>An entry with the document frequency 0 when the segment does not hold it.</returns>
    public TermEntry Find(ReadOnlySpan<byte> term)
    {
        var block = BlockOf(term);
        if (block < 0) return default;
        var reader = new ByteReader(Block(block), File);
        var current = reader.Counted();
        var start = (long)Math.Min(long.MaxValue, reader.VarInt());
        // The terms before the one looked for share this many bytes with it, and are less in the byte after them.
        var shared = current.CommonPrefixLength(term);
        while (true)
        {
            var found = ReadEntry(ref reader, start);
            if (shared == term.Length && current.Length == shared) return found;
            start += (long)found.PostingsLength + found.PositionsLength;
            if (reader.AtEnd) return default;
            var kept = reader.Int32();
            var rest = reader.Counted();
            if (kept < shared) return default;
            if (kept > shared) continue;
            var more = rest.CommonPrefixLength(term[shared..]);
            if (more < rest.Length && (shared + more == term.Length || rest[more] > term[shared + more])) return default;
            shared += more;
            // Only its length matters from here on: it ends with the term looked for or it is another one.
            current = more == rest.Length ? term[..shared] : default;
        }
    }

    /// <summary>All terms in order.</summary>
    public TermWalk Terms() => new(this);

    /// <summary>The last block whose first term is not after a term; −1 for none.</summary>
    public int BlockOf(ReadOnlySpan<byte> term)
    {
        var (low, high) = (0, BlockCount - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (new ByteReader(Block(middle), File).Counted().SequenceCompareTo(term) <= 0) low = middle + 1;
            else high = middle - 1;
        }

        return high;
    }

    public ReadOnlySpan<byte> Block(int block)
    {
        var start = BlockStart(block);
        return blocks.Slice(start, (block + 1 < BlockCount ? BlockStart(block + 1) : blocks.Length) - start);
    }

    public TermEntry ReadEntry(ref ByteReader reader, long start) => new(reader.Int32(entryCount), start, reader.Int32(), reader.Int32());

    private long BlockStart(int block)
    {
        var start = index.As<ulong>((long)block * sizeof(ulong), sizeof(ulong))[0];
        if (start > (ulong)blocks.Length) Damage.Throw(index.File, $"the terms of block {block} stand at {start} of {blocks.Length} bytes");
        return (long)start;
    }
}
