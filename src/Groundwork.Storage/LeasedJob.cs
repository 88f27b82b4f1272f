namespace Groundwork.Storage;

/// <summary>A job that its owner may work on until the lease ends.</summary>
/// <param name="Key">Names it within its queue.</param>
/// <param name="Payload">As it was enqueued.</param>
/// <param name="Attempts">Tries including this one, from 1. It also tells this lease from an earlier one of the same job.</param>
public sealed record LeasedJob(string Key, string Payload, int Attempts);
