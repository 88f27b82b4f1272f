using System.Text.Json;
using Groundwork.Models.Calls;
using Groundwork.Models.Providers.OpenAi;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.Embeddings;

/// <summary>How one kind of server is asked for embeddings and how it answers.</summary>
/// <param name="Provider">Name of the provider in telemetry.</param>
/// <param name="Api">What the server should speak, for messages to people.</param>
/// <param name="Url">Where a request goes, from base URL and model.</param>
/// <param name="Headers">Headers of every request, from the key.</param>
/// <param name="Write">Writes the fields of the body.</param>
/// <param name="Vectors">The list of vectors, or of objects that hold one; null if the reply has none.</param>
/// <param name="Usage">Token counts of a reply, or null.</param>
internal sealed record EmbeddingWire(
    string Provider,
    string Api,
    Func<Uri, string, Uri> Url,
    Func<string?, IReadOnlyList<KeyValuePair<string, string>>> Headers,
    Action<Utf8JsonWriter, EmbeddingAsk> Write,
    Func<JsonElement, JsonElement?> Vectors,
    Func<JsonElement, UsageDetails?> Usage)
{
    /// <summary>Most texts that the server takes in one request.</summary>
    public int MaxTexts { get; init; } = 2048;

    /// <summary>Additional properties of the caller go along; OpenAI-like servers take them.</summary>
    public bool PassesFields { get; init; }

    /// <summary>OpenAI and servers like it.</summary>
    public static EmbeddingWire OpenAi { get; } = new(
        "openai", "an OpenAI-compatible API", static (url, _) => EndpointUrls.For(url, EndpointUrls.Embeddings), KeyHeaders.Bearer,
        EmbeddingRequest.OpenAi, static reply => reply.ArrayField("data"), UsageReader.Read) { PassesFields = true };

    /// <summary>Azure OpenAI.</summary>
    public static EmbeddingWire Azure { get; } = OpenAi with
    {
        Provider = "azure.ai.openai",
        Url = static (url, model) => EndpointUrls.Azure(url, model, EndpointUrls.Embeddings, OpenAiWire.AzureVersion),
        Headers = static key => KeyHeaders.Named("api-key", key),
    };

    /// <summary>Jina: like OpenAI, with a task.</summary>
    public static EmbeddingWire Jina { get; } = OpenAi with { Provider = "jina", Api = "Jina's API", Write = EmbeddingRequest.Jina, PassesFields = false };

    /// <summary>Voyage: like OpenAI, with other names, and a total as its only count.</summary>
    public static EmbeddingWire Voyage { get; } = OpenAi with
    {
        Provider = "voyage",
        Api = "Voyage's API",
        Write = EmbeddingRequest.Voyage,
        Usage = static reply => UsageReader.Read(reply) is { } usage ? new UsageDetails { InputTokenCount = usage.InputTokenCount ?? usage.TotalTokenCount, TotalTokenCount = usage.TotalTokenCount } : null,
        MaxTexts = 1000,
        PassesFields = false,
    };

    /// <summary>Ollama's own API.</summary>
    public static EmbeddingWire Ollama { get; } = new(
        "ollama", "Ollama's API", static (url, _) => EndpointUrls.Ollama(url, "embed"), KeyHeaders.Bearer,
        EmbeddingRequest.Ollama, static reply => reply.ArrayField("embeddings"), static reply => Input(UsageReader.Count(reply, "prompt_eval_count")));

    /// <summary>Google Gemini.</summary>
    public static EmbeddingWire Gemini { get; } = new(
        "gcp.gemini", "Google's Gemini API", static (url, model) => EndpointUrls.Gemini(url, model, "batchEmbedContents"), static key => KeyHeaders.Named("x-goog-api-key", key),
        EmbeddingRequest.Gemini, static reply => reply.ArrayField("embeddings"),
        static reply => reply.ObjectField("usageMetadata") is { } usage ? Input(UsageReader.Count(usage, "promptTokenCount")) : null) { MaxTexts = 100 };

    /// <summary>Cohere, version 2.</summary>
    public static EmbeddingWire Cohere { get; } = new(
        "cohere", "Cohere's API", static (url, _) => EndpointUrls.For(url, EndpointUrls.Embed, "v2"), KeyHeaders.Bearer,
        EmbeddingRequest.Cohere,
        static reply => reply.ObjectField("embeddings") is { } kinds ? kinds.ArrayField("float") ?? kinds.ArrayField("base64") : reply.ArrayField("embeddings"),
        static reply => reply.ObjectField("meta")?.ObjectField("billed_units") is { } billed ? Input(UsageReader.Count(billed, "input_tokens")) : null) { MaxTexts = 96 };

    private static UsageDetails? Input(long? tokens) => tokens is null ? null : new UsageDetails { InputTokenCount = tokens, TotalTokenCount = tokens };
}
