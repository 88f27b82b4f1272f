namespace Groundwork.UseCases;

/// <summary>An amount.</summary>
/// <param name="CostUsd">US dollars.</param>
/// <param name="Tokens">Tokens, input and output.</param>
/// <param name="Requests">Requests.</param>
public sealed record SpendingReply(decimal CostUsd, long Tokens, long Requests);
