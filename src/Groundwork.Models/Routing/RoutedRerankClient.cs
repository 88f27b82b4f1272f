namespace Groundwork.Models.Routing;

/// <summary>A re-ranker that asks the targets of a route, bound to a context.</summary>
internal sealed class RoutedRerankClient(RouteState route, CallContext context) : IRerankClient
{
    /// <inheritdoc/>
    public async Task<RerankReply> RerankAsync(string query, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(texts);
        if (texts.Count == 0)
            throw new ArgumentException("There is no text to judge. Give at least one.", nameof(texts));
        return await new RouteRun<RerankReply>(route, context, new RerankCall(query, texts), cancellationToken).RunAsync();
    }
}
