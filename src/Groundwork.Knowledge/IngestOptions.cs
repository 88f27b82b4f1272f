namespace Groundwork.Knowledge;

/// <summary>How an ingestion goes about its work.</summary>
public sealed record IngestOptions
{
    /// <summary>Documents that are read at once, ≥ 1. Default 2.</summary>
    public int Parallel { get; init; } = 2;

    /// <summary>Reads what failed before also when its bytes are the same. Default false: only what may have healed without its file changing is tried again.</summary>
    public bool RetriesFailed { get; init; }

    /// <summary>Longest time for cutting one document. Default 120 seconds.</summary>
    public TimeSpan CuttingDeadline { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Tells when memory runs short, so that reading pauses; null never to pause.</summary>
    public IMemoryProbe? Memory { get; init; }
}
