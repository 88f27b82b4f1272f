using Groundwork.Models.Providers.Anthropic;
using Groundwork.Models.Providers.Embeddings;
using Groundwork.Models.Providers.Gemini;
using Groundwork.Models.Providers.Ollama;
using Groundwork.Models.Providers.OpenAi;
using Groundwork.Models.Providers.Reranking;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers;

/// <summary>Clients for targets. Each call is one attempt and one request.</summary>
internal static class ProviderClients
{
    /// <summary>A chat client.</summary>
    /// <exception cref="ArgumentException">The endpoint is not valid.</exception>
    /// <exception cref="NotSupportedException">The provider has no chat.</exception>
    public static IChatClient Chat(ModelTarget target, HttpMessageInvoker http, TimeProvider time) => new ProviderChatClient(
        target.Provider switch
        {
            ModelProvider.OpenAi => OpenAiWire.Plain,
            ModelProvider.AzureOpenAi => OpenAiWire.Azure,
            ModelProvider.Anthropic => AnthropicWire.Instance,
            ModelProvider.Ollama => new OllamaWire(target.ContextTokens),
            ModelProvider.Gemini => GeminiWire.Instance,
            _ => throw HasNo(target, "chat", "OpenAi, AzureOpenAi, Anthropic, Ollama or Gemini"),
        },
        target, http, time);

    /// <summary>An embedding generator, for as many texts at a time as <see cref="MostTexts"/> says.</summary>
    /// <exception cref="ArgumentException">The endpoint is not valid.</exception>
    /// <exception cref="NotSupportedException">The provider has no embeddings.</exception>
    public static IEmbeddingGenerator<string, Embedding<float>> Embedder(ModelTarget target, HttpMessageInvoker http, TimeProvider time) =>
        new ProviderEmbedder(EmbeddingWireOf(target), target.Endpoint, http, time);

    /// <summary>Most texts that the provider takes in one request.</summary>
    /// <exception cref="NotSupportedException">The provider has no embeddings.</exception>
    public static int MostTexts(ModelTarget target) => EmbeddingWireOf(target).MaxTexts;

    private static EmbeddingWire EmbeddingWireOf(ModelTarget target) => target.Provider switch
    {
        ModelProvider.OpenAi => EmbeddingWire.OpenAi,
        ModelProvider.AzureOpenAi => EmbeddingWire.Azure,
        ModelProvider.Ollama => EmbeddingWire.Ollama,
        ModelProvider.Gemini => EmbeddingWire.Gemini,
        ModelProvider.Cohere => EmbeddingWire.Cohere,
        ModelProvider.Jina => EmbeddingWire.Jina,
        ModelProvider.Voyage => EmbeddingWire.Voyage,
        _ => throw HasNo(target, "embeddings", "OpenAi, AzureOpenAi, Ollama, Gemini, Cohere, Jina or Voyage"),
    };

    /// <summary>A re-ranker.</summary>
    /// <exception cref="ArgumentException">The endpoint is not valid.</exception>
    /// <exception cref="NotSupportedException">The provider has no re-ranking.</exception>
    public static ProviderReranker Reranker(ModelTarget target, HttpMessageInvoker http, TimeProvider time) => new(
        target.Provider switch
        {
            ModelProvider.Cohere => RerankWire.Cohere,
            ModelProvider.Voyage => RerankWire.Voyage,
            ModelProvider.OpenAi or ModelProvider.Jina => RerankWire.Common,
            _ => throw HasNo(target, "re-ranking", "OpenAi, Cohere, Jina or Voyage"),
        },
        target.Endpoint, http, time);

    private static NotSupportedException HasNo(ModelTarget target, string use, string providers) =>
        new($"The target \"{target.Name}\" cannot be asked for {use}: its provider, {target.Provider}, has none. Choose a target whose provider is {providers}.");
}
