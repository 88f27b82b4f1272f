namespace Groundwork.UseCases;

/// <summary>What to ingest.</summary>
/// <param name="Paths">Files and folders on the machine that runs Groundwork.</param>
/// <param name="Collection">Collection, made when there is none.</param>
/// <param name="Vectors">What the vectors that come with JSONL records are called, like the model that made them: the collection is then searched by vectors that come with the questions. Null for none.</param>
/// <param name="Embedder"><c>none</c>: nothing is learnt from the collection, now and later; <c>fitted</c>: it is again; null leaves it as it is.</param>
/// <param name="RetryFailed">Reads what failed before also when it is the same; without it only what may have healed by itself is tried again.</param>
public sealed record IngestRequest(IReadOnlyList<string> Paths, string Collection = "default", string? Vectors = null, string? Embedder = null, bool RetryFailed = false);
