namespace Groundwork.Search.Segments;

/// <summary>How a text field counts in the pseudo-frequency of BM25F: weight × frequency / (1 − b + b × length / average length).</summary>
/// <param name="Weight">Factor on term frequency.</param>
/// <param name="LengthNormalisation">BM25's b.</param>
/// <param name="AverageLength">Words of the field per entry that has it, &gt; 0.</param>
internal readonly record struct FieldWeighting(float Weight, float LengthNormalisation, float AverageLength)
{
    /// <summary>What a length divides frequencies by: 1 at average length.</summary>
    public float LengthFactor(int words) => 1 - LengthNormalisation + (LengthNormalisation * words / AverageLength);

    /// <summary>By <see cref="FieldLength"/> code: what one occurrence adds to the pseudo-frequency.</summary>
    public float[] Table()
    {
        var table = new float[FieldLength.Codes];
        // An entry that holds a term has a word; only a damaged file says otherwise.
        for (var code = 0; code < table.Length; code++) table[code] = Weight / LengthFactor(Math.Max(1, FieldLength.Words((byte)code)));
        return table;
    }

    /// <summary>The most by which this weighting can exceed an earlier one, over all lengths up to a longest one.</summary>
    /// <remarks>The quotient of two length factors is monotonic in the length, so its extremes are at the ends.</remarks>
    public float DriftFrom(FieldWeighting earlier, int longest)
    {
        var most = Math.Max(1, longest);
        return Weight / earlier.Weight * Math.Max(earlier.LengthFactor(1) / LengthFactor(1), earlier.LengthFactor(most) / LengthFactor(most));
    }

    /// <summary>The average length, 1 where there is no word: such a field scores nothing whatever its average is said to be.</summary>
    public static float Average(long words, long holders) => words > 0 ? (float)((double)words / Math.Max(1, holders)) : 1;
}
