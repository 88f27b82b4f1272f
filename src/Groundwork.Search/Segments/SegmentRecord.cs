namespace Groundwork.Search.Segments;

/// <summary>A segment as a commit names it.</summary>
/// <param name="Number">Number in its file name.</param>
/// <param name="Entries">Entries in the file, deleted ones included.</param>
/// <param name="Length">Bytes of the file.</param>
/// <param name="Checksum">CRC-32C of the file.</param>
/// <param name="Deletions">Its deletions, or null for none.</param>
internal sealed record SegmentRecord(long Number, int Entries, long Length, uint Checksum, DeletionsRecord? Deletions)
{
    public string FileName => SegmentFormat.SegmentName(Number);

    /// <summary>Entries not deleted.</summary>
    public int Live => Entries - (Deletions?.Count ?? 0);
}
