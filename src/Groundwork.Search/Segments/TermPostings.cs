namespace Groundwork.Search.Segments;

/// <summary>Where one term stands: the bytes of its postings and positions.</summary>
internal readonly ref struct TermPostings(string file, int documentFrequency, ReadOnlySpan<byte> postings, ReadOnlySpan<byte> positions)
{
    public string File { get; } = file;

    /// <summary>Entries that hold the term in any field, deleted ones included.</summary>
    public int DocumentFrequency { get; } = documentFrequency;

    public ReadOnlySpan<byte> Postings { get; } = postings;

    /// <summary>For each posting and each field of it: the positions, the first as it is, the others as distances ≥ 1.</summary>
    public ReadOnlySpan<byte> Positions { get; } = positions;
}
