namespace Groundwork.Storage;

/// <summary>A job as it stands in its queue.</summary>
/// <param name="Key">Names it within its queue.</param>
/// <param name="Payload">As it was enqueued.</param>
/// <param name="State">How far it is.</param>
/// <param name="Attempts">Tries so far.</param>
/// <param name="DueAt">Not tried before this moment, UTC.</param>
/// <param name="Reason">Kind of the last failure; null when none was reported.</param>
/// <param name="Message">The last failure in words; null when none was reported.</param>
public sealed record QueuedJob(string Key, string Payload, QueuedJobState State, int Attempts, DateTimeOffset DueAt, string? Reason, string? Message);
