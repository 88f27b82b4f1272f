namespace Groundwork.UseCases;

/// <summary>What was used under one name of a breakdown.</summary>
/// <param name="Name">The day, key, user, route, target or model; empty where there is none.</param>
/// <param name="Requests">Attempts that were sent, failed ones included; replays are not.</param>
/// <param name="InputTokens">Tokens read.</param>
/// <param name="OutputTokens">Tokens written.</param>
/// <param name="CachedTokens">Tokens read out of the provider's own cache.</param>
/// <param name="CostUsd">US dollars.</param>
/// <param name="InDoubt">Attempts whose end nobody saw, counted at the most they can have used.</param>
/// <param name="Aborted">Attempts that the caller gave up.</param>
/// <param name="Replays">Answers out of a cache, by kind.</param>
/// <param name="Errors">Failed attempts, by kind.</param>
/// <param name="LatencyMs">Median, 95th and 99th percentile from sending to the end, to 2.5 %; null where nothing was measured.</param>
/// <param name="FirstTokenMs">The same to the first content.</param>
/// <param name="TokensPerSecond">Output tokens per second after the first content; null where nothing was streamed.</param>
public sealed record UsageGroup(
    string Name, long Requests, long InputTokens, long OutputTokens, long CachedTokens, decimal CostUsd, long InDoubt, long Aborted, IReadOnlyDictionary<string, long> Replays,
    IReadOnlyDictionary<string, long> Errors, UsagePercentiles? LatencyMs, UsagePercentiles? FirstTokenMs, double? TokensPerSecond);
