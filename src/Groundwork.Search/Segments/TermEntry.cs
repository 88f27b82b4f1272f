namespace Groundwork.Search.Segments;

/// <summary>Where one term stands in a segment.</summary>
/// <param name="DocumentFrequency">Entries that hold the term in any field, deleted ones included; 0 when the segment does not have it.</param>
/// <param name="Start">Where its postings start in the postings section; its positions follow them.</param>
/// <param name="PostingsLength">Bytes of its postings.</param>
/// <param name="PositionsLength">Bytes of its positions.</param>
internal readonly record struct TermEntry(int DocumentFrequency, long Start, int PostingsLength, int PositionsLength);
