namespace Groundwork.UseCases;

/// <summary>No job of this id is running or among the last that ended.</summary>
public sealed class JobNotFoundException(string job)
    : Exception($"There is no ingestion job \"{job}\". The server keeps running jobs and the last {IngestionJobs.KeptJobs} that ended; a restart forgets them.");
