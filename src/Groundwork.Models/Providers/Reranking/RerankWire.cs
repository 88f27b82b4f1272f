using System.Text.Json;
using Groundwork.Models.Calls;
using Groundwork.Models.Wire;

namespace Groundwork.Models.Providers.Reranking;

/// <summary>How one kind of server is asked to re-rank. Replies of all are read alike.</summary>
/// <param name="Api">What the server should speak, for messages to people.</param>
/// <param name="Url">Where a request goes.</param>
/// <param name="TopName">Field for how many results are wanted: all.</param>
internal sealed record RerankWire(string Api, Func<Uri, Uri> Url, string TopName)
{
    /// <summary>Cohere, version 2.</summary>
    public static RerankWire Cohere { get; } = new("Cohere's API", static url => EndpointUrls.For(url, EndpointUrls.Rerank, "v2"), "top_n");

    /// <summary>Jina, vLLM, llama.cpp and others; and Text Embeddings Inference, whose only path is <c>/rerank</c>.</summary>
    public static RerankWire Common { get; } = new("an API with /v1/rerank or /rerank", static url => EndpointUrls.For(url, EndpointUrls.Rerank), "top_n");

    /// <summary>Voyage.</summary>
    public static RerankWire Voyage { get; } = Common with { Api = "Voyage's API", TopName = "top_k" };

    /// <summary>The body, as UTF-8.</summary>
    public ReadOnlyMemory<byte> Write(string query, IReadOnlyList<string> texts, string model, Uri url) =>
        JsonBody.Object((this, query, texts, model, url), static (json, from) => from.Item1.WriteFields(json, from.query, from.texts, from.model, from.url));

    private void WriteFields(Utf8JsonWriter json, string query, IReadOnlyList<string> texts, string model, Uri url)
    {
        json.WriteString("model", model);
        json.WriteString("query", Utf16.Repaired(query));
        json.WriteTexts("documents", texts);
        json.WriteNumber(TopName, texts.Count);
        // What does not fit is refused, never cut silently.
        if (ReferenceEquals(this, Voyage))
            json.WriteBoolean("truncation", false);
        // A path without a version may belong to a server that knows the documents under another name only.
        if (ReferenceEquals(this, Common) && url.AbsolutePath is "/rerank")
            json.WriteTexts("texts", texts);
    }
}
