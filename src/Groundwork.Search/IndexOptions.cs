namespace Groundwork.Search;

/// <summary>What an index is made of.</summary>
/// <param name="TextFields">Scored text fields, in a fixed order; at least one.</param>
/// <param name="Vectors">The vector space, or null for an index without vectors.</param>
public sealed record IndexOptions(IReadOnlyList<FieldDefinition> TextFields, VectorSpace? Vectors = null)
{
    private const int MostGraphThreads = 64;

    /// <summary>BM25's k1: how fast repeated terms saturate. 0..10, default 1.2.</summary>
    public float TermSaturation { get; init; } = 1.2f;

    /// <summary>Segments of about one size above which they are merged into one of the next size. 2..100, default 8.</summary>
    public int MaxSegments { get; init; } = 8;

    /// <summary>Bytes of the log above which its entries become a segment file. 4 KiB..1 GiB, default 8 MiB.</summary>
    public long LogBytes { get; init; } = 8L << 20;

    /// <summary>Entries in the log above which they become a segment file. 16..1,000,000, default 2,048. A commit of more than half becomes one at once.</summary>
    public int LogEntries { get; init; } = 2048;

    /// <summary>Bytes that a segment made by merging may reach; larger ones are only rewritten to drop what is dead. At least 1 MiB, default 5 GiB.</summary>
    public long MaxMergedBytes { get; init; } = 5L << 30;

    /// <summary>Bytes of pending entries above which the writer spills a segment before commit, in the background; about twice as many may be held meanwhile. Default 128 MiB.</summary>
    public long SpillBytes { get; init; } = 128L << 20;

    /// <summary>
    /// Threads that build the graph over the vectors of a segment, beside each other. 0..64, default 0: one in the background, so that searches keep
    /// the other cores, and one for each processor while somebody waits in <see cref="IndexWriter.Settle(CancellationToken)"/>. With 1 the same
    /// entries always give the same graph.
    /// </summary>
    public int GraphThreads { get; init; }

    /// <summary>Threads of a merge that nobody waits for.</summary>
    internal int BackgroundGraphThreads => Math.Max(1, GraphThreads);

    /// <summary>Threads of a merge that somebody waits for.</summary>
    internal int WaitedGraphThreads => GraphThreads > 0 ? GraphThreads : Math.Min(MostGraphThreads, Environment.ProcessorCount);

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
        if (LogBytes is < 4096 or > 1 << 30) problems.Add($"LogBytes {LogBytes} must lie in 4 KiB..1 GiB.");
        if (LogEntries is < 16 or > 1_000_000) problems.Add($"LogEntries {LogEntries} must lie in 16..1,000,000.");
        if (MaxMergedBytes < 1 << 20) problems.Add($"MaxMergedBytes {MaxMergedBytes} must be at least 1 MiB.");
        if (SpillBytes < 1 << 20) problems.Add($"SpillBytes {SpillBytes} must be at least 1 MiB.");
        if (GraphThreads is < 0 or > MostGraphThreads) problems.Add($"GraphThreads {GraphThreads} must lie in 0..{MostGraphThreads}.");
        return problems;
    }
}
