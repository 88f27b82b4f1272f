namespace Groundwork.UseCases;

/// <summary>An ingestion that runs on its own.</summary>
/// <param name="Job">Its id.</param>
/// <param name="Collection">The collection.</param>
/// <param name="Paths">Files and folders it reads.</param>
/// <param name="State"><c>queued</c>, <c>running</c>, <c>done</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="QueuedAt">When it was asked for, UTC.</param>
/// <param name="StartedAt">When work began, UTC; null before.</param>
/// <param name="FinishedAt">When it ended, UTC; null before.</param>
/// <param name="Files">Files that lie ahead in all; null until they are counted.</param>
/// <param name="Progress">The newest progress; null until there is any.</param>
/// <param name="Reply">The result; null unless done.</param>
/// <param name="Error">Why it ended; null unless failed.</param>
public sealed record JobReply(
    string Job, string Collection, IReadOnlyList<string> Paths, string State, DateTimeOffset QueuedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt,
    int? Files, IngestUpdate.Advanced? Progress, IngestReply? Reply, ErrorDetail? Error);

/// <summary>Ingestion jobs: those that wait or run, then the last 50 that ended.</summary>
/// <param name="Jobs">The newest first.</param>
public sealed record JobsReply(IReadOnlyList<JobReply> Jobs);

/// <summary>A job was taken on.</summary>
/// <param name="Job">Its id, for the job endpoints.</param>
public sealed record JobAccepted(string Job);
