namespace Groundwork.UseCases;

/// <summary>A model as a route uses it. Its key is never shown.</summary>
/// <param name="Target">Name of the target.</param>
/// <param name="Provider">How its server speaks.</param>
/// <param name="Model">The model's name there.</param>
/// <param name="Server">Host and port of the server.</param>
/// <param name="Price">What a million tokens cost; null for nothing, or where nobody knows.</param>
/// <param name="Note">What a person should know about the price; null for nothing.</param>
/// <param name="ContextTokens">Tokens of prompt and answer together.</param>
/// <param name="MaxOutputTokens">Most tokens of an answer.</param>
/// <param name="Abilities"><c>tools</c>, <c>json</c>, <c>vision</c>.</param>
/// <param name="Weight">Share in a weighted route.</param>
/// <param name="When">What a request must be like to go there, in words; null for any.</param>
public sealed record RouteTargetReply(
    string Target, string Provider, string Model, string Server, PriceReply? Price, string? Note, int ContextTokens, int MaxOutputTokens, IReadOnlyList<string> Abilities, double Weight, string? When);
