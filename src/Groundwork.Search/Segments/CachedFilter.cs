using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>The entries of a segment that pass a filter, deleted or not, and those of the latest commit that are alive as well.</summary>
/// <param name="passing">The entries; not changed any more.</param>
/// <param name="bytes">Rough bytes of it and its key.</param>
internal sealed class CachedFilter(Bitset passing, long bytes)
{
    private readonly bool _isAll = passing.Count() == passing.Size;
    private Living? _latest;

    public Bitset Passing => passing;

    public long Bytes => bytes;

    public long LastUse { get; set; }

    /// <summary>The entries that pass and are alive; null for all of the segment.</summary>
    /// <param name="live">Entries not deleted, or null when none is; the same object for the same commit.</param>
    public Bitset? Alive(Bitset? live)
    {
        if (live is null) return _isAll ? null : passing;
        if (_isAll) return live;
        if (_latest is { } known && ReferenceEquals(known.Live, live)) return known.Passing;
        var both = passing.Copy();
        both.And(live);
        _latest = new Living(live, both);
        return both;
    }

    private sealed record Living(Bitset Live, Bitset Passing);
}
