namespace Groundwork.Search.Segments;

/// <summary>The counts of one text field in one segment, deleted entries included.</summary>
/// <param name="EntryCount">Entries that have the field.</param>
/// <param name="WordCount">Words in all of them.</param>
/// <param name="LengthWidth">Bytes that hold one entry's length: 1, 2 or 4.</param>
internal sealed record SegmentField(int EntryCount, long WordCount, int LengthWidth);
