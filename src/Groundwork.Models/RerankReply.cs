namespace Groundwork.Models;

/// <summary>Relevance of texts.</summary>
/// <param name="Scores">One per text, in their order.</param>
/// <param name="Model">Who judged.</param>
/// <param name="Usage">Tokens used; null where the server does not say.</param>
public sealed record RerankReply(IReadOnlyList<double> Scores, string Model, TokenUsage? Usage)
{
    /// <summary>Which target judged and which ones failed before; null where only one client was asked, outside of a route.</summary>
    public RouteTrace? Trace { get; init; }
}
