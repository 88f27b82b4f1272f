namespace Groundwork.Search.Segments;

/// <summary>The counts of one text field in one segment, deleted entries included, and how it was weighted when the segment was written.</summary>
/// <param name="EntryCount">Entries that have the field.</param>
/// <param name="WordCount">Words in all of them, by their codes of <see cref="FieldLength"/>.</param>
/// <param name="Longest">The greatest code of a length.</param>
/// <param name="Weight">Factor on term frequency at writing, &gt; 0. The bounds of blocks hold for it, <paramref name="LengthNormalisation"/> and the segment's own average length.</param>
/// <param name="LengthNormalisation">BM25's b at writing, 0..1.</param>
internal sealed record SegmentField(int EntryCount, long WordCount, byte Longest, float Weight, float LengthNormalisation)
{
    /// <summary>The weighting that the bounds of blocks were computed with.</summary>
    public FieldWeighting Weighting => new(Weight, LengthNormalisation, FieldWeighting.Average(WordCount, EntryCount));
}
