using Groundwork.Search.Bytes;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Writing;

/// <summary>A segment as the writer sees it, with deletions that may not be saved yet.</summary>
internal sealed class WriterSegment(SegmentReader reader)
{
    public SegmentReader Reader { get; } = reader;

    public Bitset? Dead { get; set; }

    public int DeadCount { get; set; }

    /// <summary>The deletions on the disk, or null for none.</summary>
    public DeletionsRecord? Saved { get; set; }

    /// <summary>True when <see cref="Dead"/> holds more than <see cref="Saved"/>.</summary>
    public bool IsDirty { get; set; }

    public int Live => Reader.EntryCount - DeadCount;
}
