namespace Groundwork.UseCases;

/// <summary>What a budget allows; null for what it does not limit.</summary>
/// <param name="CostUsd">US dollars.</param>
/// <param name="Tokens">Tokens, input and output.</param>
/// <param name="Requests">Requests.</param>
public sealed record SpendingLimit(decimal? CostUsd, long? Tokens, long? Requests);
