using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>BM25F: frequencies are normalised and weighted per field, added up, and saturated once.</summary>
/// <remarks>Robertson, Zaragoza and Taylor 2004, section 4; +1 inside the logarithm of idf, so it is never negative.</remarks>
/// <param name="k1">How fast repeated terms saturate, ≥ 0.</param>
/// <param name="entryCount">Entries of the snapshot; deleted ones count until they are merged away.</param>
/// <param name="fields">The text fields, in the order of the schema.</param>
internal sealed class Bm25F(float k1, long entryCount, IReadOnlyList<ScoredField> fields)
{
    // Read once for every posting, so computed once for every length a byte can hold.
    private readonly float[][] _tables = [.. fields.Select(f => f.Weighting.Table())];

    public float K1 => k1;

    public long EntryCount => entryCount;

    public IReadOnlyList<ScoredField> Fields => fields;

    /// <summary>By code of a field's length: what one occurrence adds to the pseudo-frequency.</summary>
    public float[] Table(int field) => _tables[field];

    /// <summary>Weight of a term by its rarity, &gt; 0.</summary>
    /// <param name="documentFrequency">Entries that hold it, 1..<see cref="EntryCount"/>; deleted ones count until merged away.</param>
    public float Idf(long documentFrequency) => (float)Math.Log(1 + ((entryCount - documentFrequency + 0.5) / (documentFrequency + 0.5)));

    /// <summary>The pseudo-frequency, saturated: 0..k1 + 1.</summary>
    public float Saturate(float frequency) => frequency * (k1 + 1) / (k1 + frequency);

    /// <summary>The most by which a pseudo-frequency in this segment can exceed the one its block bounds were computed with.</summary>
    public float Drift(SegmentInfo segment)
    {
        var drift = 0f;
        for (var field = 0; field < fields.Count; field++)
            if (segment.Fields[field] is { WordCount: > 0 } written)
                drift = Math.Max(drift, fields[field].Weighting.DriftFrom(written.Weighting, FieldLength.Words(written.Longest)));
        return drift;
    }
}
