namespace Groundwork.Models;

/// <summary>Which wire format a server speaks.</summary>
public enum ModelProvider
{
    /// <summary>OpenAI and whoever speaks like it: vLLM, llama.cpp, LM Studio, Mistral, Groq, OpenRouter.</summary>
    OpenAi,

    /// <summary>Azure OpenAI: deployments in the path, <c>api-key</c> header, <c>api-version</c> in the query.</summary>
    AzureOpenAi,

    /// <summary>Anthropic messages.</summary>
    Anthropic,

    /// <summary>Ollama's own API.</summary>
    Ollama,

    /// <summary>Google Gemini.</summary>
    Gemini,

    /// <summary>Cohere: embeddings and re-ranking.</summary>
    Cohere,

    /// <summary>Jina: embeddings and re-ranking.</summary>
    Jina,

    /// <summary>Voyage: embeddings and re-ranking.</summary>
    Voyage,
}
