using Groundwork.Search.Bytes;

namespace Groundwork.Search.Segments;

/// <summary>A segment with the deletions of one commit.</summary>
internal sealed class SegmentView
{
    public SegmentView(SegmentReader reader, DeletionsRecord? deletions, Bitset? dead)
    {
        (Reader, Deletions, Dead, LiveCount) = (reader, deletions, dead, reader.EntryCount);
        if (dead is null) return;
        LiveCount -= dead.Count();
        Live = dead.Copy();
        Live.Invert();
    }

    public SegmentReader Reader { get; }

    public DeletionsRecord? Deletions { get; }

    public Bitset? Dead { get; }

    /// <summary>Number of entries not deleted.</summary>
    public int LiveCount { get; }

    /// <summary>Entries not deleted, or null when none is.</summary>
    public Bitset? Live { get; }
}
