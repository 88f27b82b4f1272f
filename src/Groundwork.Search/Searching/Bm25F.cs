namespace Groundwork.Search.Searching;

/// <summary>BM25F: frequencies are normalised and weighted per field, added up, and saturated once.</summary>
/// <remarks>Robertson, Zaragoza and Taylor 2004, section 4; +1 inside the logarithm of idf, so it is never negative.</remarks>
/// <param name="k1">How fast repeated terms saturate, ≥ 0.</param>
/// <param name="entryCount">Entries of the snapshot; deleted ones count until they are merged away.</param>
/// <param name="fields">The text fields, in the order of the schema.</param>
internal sealed class Bm25F(float k1, long entryCount, IReadOnlyList<ScoredField> fields)
{
    // Flat copies: these are read once for every posting.
    private readonly float[] _weights = [.. fields.Select(f => f.Weight)];
    private readonly float[] _factorsAtZero = [.. fields.Select(f => 1 - f.LengthNormalisation)];
    private readonly float[] _factorsPerWord = [.. fields.Select(f => f.LengthNormalisation / f.AverageLength)];

    public float K1 => k1;

    public long EntryCount => entryCount;

    public IReadOnlyList<ScoredField> Fields => fields;

    /// <summary>Weight of a term by its rarity, &gt; 0.</summary>
    /// <param name="documentFrequency">Entries that hold it, 1..<see cref="EntryCount"/>; deleted ones count until merged away.</param>
    public float Idf(long documentFrequency) => (float)Math.Log(1 + ((entryCount - documentFrequency + 0.5) / (documentFrequency + 0.5)));

    /// <summary>What a field's length divides its frequencies by: 1 at average length.</summary>
    /// <param name="field">Number of the field.</param>
    /// <param name="storedLength">1 + its words.</param>
    public float LengthFactor(int field, int storedLength) => _factorsAtZero[field] + (_factorsPerWord[field] * (storedLength - 1));

    /// <summary>A field's share of the pseudo-frequency.</summary>
    public float Frequency(int field, int frequency, int storedLength) => _weights[field] * frequency / LengthFactor(field, storedLength);

    /// <summary>The pseudo-frequency, saturated: 0..k1 + 1.</summary>
    public float Saturate(float frequency) => frequency * (k1 + 1) / (k1 + frequency);
}
