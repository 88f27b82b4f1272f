namespace Groundwork.UseCases;

/// <summary>What to ingest.</summary>
/// <param name="Paths">Files and folders on the machine that runs Groundwork.</param>
/// <param name="Collection">Collection, made when there is none.</param>
public sealed record IngestRequest(IReadOnlyList<string> Paths, string Collection = "default");
