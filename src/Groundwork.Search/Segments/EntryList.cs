using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>Ascending entry numbers in memory, as varint distances.</summary>
internal sealed class EntryList
{
    private readonly ByteBuffer _bytes = new(8);
    private int _last = -1;

    public int Count { get; private set; }

    /// <summary>Adds an entry at or after the last one; the same one again changes nothing.</summary>
    public void Add(int entry)
    {
        if (entry == _last) return;
        _bytes.VarInt((ulong)(entry - Math.Max(_last, 0)));
        _last = entry;
        Count++;
    }

    /// <summary>Fills in the entries.</summary>
    /// <param name="entries"><see cref="Count"/> long.</param>
    public void CopyTo(Span<int> entries)
    {
        var reader = new ByteReader(_bytes.Written, "memory");
        var last = 0;
        for (var i = 0; i < Count; i++) entries[i] = last += (int)reader.VarInt();
    }
}
