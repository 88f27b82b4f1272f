using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Log;

/// <summary>The dead entries of one segment, copied at the first change: snapshots go on reading the set they have.</summary>
internal sealed class DeadMarks(SegmentReader reader, Bitset? dead)
{
    private bool _isOwn;

    public SegmentReader Reader { get; } = reader;

    public Bitset? Dead { get; private set; } = dead;

    /// <summary>Entries that are left.</summary>
    public int LiveCount => Reader.EntryCount - (Dead?.Count() ?? 0);

    /// <summary>True when an entry died since.</summary>
    public bool HasChanged => _isOwn;

    /// <summary>Marks the entry with this key.</summary>
    /// <returns>False when there is none, or it was dead already.</returns>
    public bool Kill(ReadOnlySpan<byte> key)
    {
        if (Reader.EntryOf(key) is not { } entry || (Dead is not null && Dead[entry])) return false;
        if (!_isOwn) Dead = Dead?.Copy() ?? new Bitset(Reader.EntryCount);
        _isOwn = true;
        return Dead!.Add(entry);
    }

    /// <summary>Marks an entry by its number.</summary>
    public void Kill(int entry)
    {
        if (Dead is not null && Dead[entry]) return;
        if (!_isOwn) Dead = Dead?.Copy() ?? new Bitset(Reader.EntryCount);
        _isOwn = true;
        Dead!.Add(entry);
    }
}
