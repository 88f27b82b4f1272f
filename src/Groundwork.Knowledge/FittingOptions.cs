namespace Groundwork.Knowledge;

/// <summary>How a collection is learnt. What is learnt depends on all of these but <see cref="Threads"/>.</summary>
public sealed record FittingOptions
{
    /// <summary>Fewest chunks worth learning from, ≥ 2. Default 100: the smallest labelled collections, of 120 chunks and more, lost nothing by it; nothing smaller was measured.</summary>
    public int LeastChunks { get; init; } = 100;

    /// <summary>Most chunks that are learnt from, 1..200,000; of more, an even sample is taken and all are folded in. Default 50,000, under 1 GB of memory while it lasts.</summary>
    public int SampleChunks { get; init; } = 50_000;

    /// <summary>Most terms, 1..200,000; of more, those of the most chunks are kept. Default 65,536: 33 MB of memory at 256 dimensions.</summary>
    public int MostTerms { get; init; } = 65_536;

    /// <summary>Length of the vectors, 1..384; null for one that fits the number of chunks: 64 up to 2,000 chunks, 256 from 30,000 on.</summary>
    public int? Dimensions { get; init; }

    /// <summary>Threads at once, 1..1024. Default: as many as the machine has processors.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>All problems with these values; empty when there are none.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (LeastChunks < 2) problems.Add(FormattableString.Invariant($"LeastChunks is {LeastChunks}; it must be at least 2."));
        if (SampleChunks is < 1 or > 200_000) problems.Add(FormattableString.Invariant($"SampleChunks is {SampleChunks}; it must lie in 1..200000."));
        if (MostTerms is < 1 or > 200_000) problems.Add(FormattableString.Invariant($"MostTerms is {MostTerms}; it must lie in 1..200000."));
        if (Dimensions is < 1 or > 384) problems.Add(FormattableString.Invariant($"Dimensions is {Dimensions}; it must lie in 1..384."));
        if (Threads is < 1 or > 1024) problems.Add(FormattableString.Invariant($"Threads is {Threads}; it must lie in 1..1024."));
        return problems;
    }
}
