using Microsoft.Extensions.AI;

namespace Groundwork.Models;

/// <summary>The way to every model. Clients are cheap, bound to a route and a context, and safe for concurrent use.</summary>
public interface IModelGateway
{
    /// <summary>The routes, by name.</summary>
    IReadOnlyDictionary<string, ModelRoute> Routes { get; }

    /// <summary>A chat client. Its replies carry a <see cref="RouteTrace"/>.</summary>
    /// <exception cref="RouteNotFoundException">No chat route has this name; the message lists those there are.</exception>
    IChatClient Chat(string route, CallContext context);

    /// <summary>An embedding generator.</summary>
    /// <exception cref="RouteNotFoundException">No embedding route has this name.</exception>
    IEmbeddingGenerator<string, Embedding<float>> Embedder(string route, CallContext context);

    /// <summary>A re-ranker.</summary>
    /// <exception cref="RouteNotFoundException">No re-ranking route has this name.</exception>
    IRerankClient Reranker(string route, CallContext context);
}
