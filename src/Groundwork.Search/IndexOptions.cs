namespace Groundwork.Search;

/// <summary>What an index is made of.</summary>
/// <param name="TextFields">Scored text fields, in a fixed order; at least one.</param>
/// <param name="Vectors">The vector space, or null for an index without vectors.</param>
public sealed record IndexOptions(IReadOnlyList<FieldDefinition> TextFields, VectorSpace? Vectors = null)
{
    /// <summary>BM25's k1: how fast repeated terms saturate. 0..10, default 1.2.</summary>
    public float TermSaturation { get; init; } = 1.2f;

    /// <summary>Segments above which a commit merges the smallest ones. 2..100, default 8.</summary>
    public int MaxSegments { get; init; } = 8;

    /// <summary>Bytes of pending entries above which the writer spills a segment before commit. Default 64 MiB.</summary>
    public long SpillBytes { get; init; } = 64L << 20;

    /// <summary>All problems with these values; empty when there are none.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (TextFields.Count == 0) problems.Add("An index needs at least one text field.");
        if (TextFields.Select(f => f.Name).Distinct(StringComparer.Ordinal).Count() != TextFields.Count) problems.Add("Text field names must differ.");
        foreach (var field in TextFields)
        {
            if (string.IsNullOrEmpty(field.Name)) problems.Add("A text field has no name.");
            if (field.Weight is not (> 0 and < 1000)) problems.Add($"The weight {field.Weight} of field \"{field.Name}\" must lie in 0..1000 (exclusive).");
            if (field.LengthNormalisation is not (>= 0 and <= 1)) problems.Add($"The length normalisation {field.LengthNormalisation} of field \"{field.Name}\" must lie in 0..1.");
        }

        if (Vectors is { Dimensions: < 1 or > 4096 }) problems.Add($"A vector space has 1..4096 dimensions, not {Vectors.Dimensions}.");
        if (TermSaturation is not (>= 0 and <= 10)) problems.Add($"Term saturation {TermSaturation} must lie in 0..10.");
        if (MaxSegments is < 2 or > 100) problems.Add($"MaxSegments {MaxSegments} must lie in 2..100.");
        if (SpillBytes < 1 << 20) problems.Add($"SpillBytes {SpillBytes} must be at least 1 MiB.");
        return problems;
    }
}
