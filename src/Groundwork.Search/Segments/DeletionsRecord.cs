namespace Groundwork.Search.Segments;

/// <summary>The deletions of a segment as a commit names them.</summary>
/// <param name="Number">Number in the file name.</param>
/// <param name="Count">Deleted entries, ≥ 1.</param>
/// <param name="Length">Bytes of the file.</param>
/// <param name="Checksum">CRC-32C of the file.</param>
internal sealed record DeletionsRecord(long Number, int Count, long Length, uint Checksum)
{
    public string FileName => SegmentFormat.DeletionsName(Number);
}
