namespace Groundwork.UseCases;

/// <summary>One thing that happened in a job.</summary>
/// <param name="Number">Ascending from 1 within the job, with gaps where older progress was dropped.</param>
/// <param name="Update">What happened.</param>
public sealed record JobNews(long Number, IngestUpdate Update);
