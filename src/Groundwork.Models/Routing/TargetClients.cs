using Groundwork.Models.Providers.Reranking;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Routing;

/// <summary>What talks to one target, one attempt at a time. Made when first needed.</summary>
/// <param name="chat">Makes the chat client.</param>
/// <param name="embedder">Makes the embedding generator.</param>
/// <param name="reranker">Makes the re-ranker.</param>
internal sealed class TargetClients(Func<IChatClient> chat, Func<IEmbeddingGenerator<string, Embedding<float>>> embedder, Func<ProviderReranker> reranker)
{
    private readonly Lazy<IChatClient> _chat = new(chat);
    private readonly Lazy<IEmbeddingGenerator<string, Embedding<float>>> _embedder = new(embedder);
    private readonly Lazy<ProviderReranker> _reranker = new(reranker);

    public IChatClient Chat => _chat.Value;

    public IEmbeddingGenerator<string, Embedding<float>> Embedder => _embedder.Value;

    public ProviderReranker Reranker => _reranker.Value;
}
