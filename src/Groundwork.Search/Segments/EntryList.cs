using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>Ascending entry numbers as varint distances.</summary>
internal sealed class EntryList
{
    private readonly ByteBuffer _bytes = new(8);
    private int _last = -1;

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.Written;

    /// <summary>Adds an entry at or after the last one; the same one again changes nothing.</summary>
    public void Add(int entry)
    {
        if (entry == _last) return;
        _bytes.VarInt((ulong)(entry - Math.Max(_last, 0)));
        _last = entry;
        Count++;
    }

    /// <summary>Reads a list back.</summary>
    /// <param name="reader">Stands before the first distance.</param>
    /// <param name="count">Entries in the list.</param>
    /// <param name="entryCount">Entries of the segment.</param>
    /// <param name="file">File to name when it is damaged.</param>
    /// <param name="visit">Called with each entry.</param>
    public static void Read(ref ByteReader reader, int count, int entryCount, string file, Action<int> visit)
    {
        long last = -1;
        for (var i = 0; i < count; i++)
        {
            var delta = reader.VarInt();
            if (delta > (ulong)entryCount || (delta == 0 && i > 0)) Damage.Throw(file, "a list of entries is out of order");
            last = Math.Max(last, 0) + (long)delta;
            if (last >= entryCount) Damage.Throw(file, $"a list names entry {last} of {entryCount}");
            visit((int)last);
        }
    }
}
