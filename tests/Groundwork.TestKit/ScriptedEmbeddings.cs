using System.Runtime.InteropServices;

namespace Groundwork.TestKit;

/// <summary>Embeddings in the words of each provider.</summary>
internal static class ScriptedEmbeddings
{
    public static bool Serves(string path) => path is "/v1/embeddings" or "/api/embed" or "/v2/embed"
        || (path.StartsWith("/openai/", StringComparison.Ordinal) && path.EndsWith("/embeddings", StringComparison.Ordinal))
        || path.EndsWith(":batchEmbedContents", StringComparison.Ordinal);

    public static (object Body, long InputTokens) Reply(string path, ModelRequest request, HashingEmbedder embedder)
    {
        var texts = Texts(path, request);
        long tokens = texts.Sum(ScriptedReply.CountTokens);
        var asBase64 = request.Json.TryGetProperty("encoding_format", out var format) && format.ValueEquals("base64");
        object body = path switch
        {
            "/api/embed" => new { model = request.Model, embeddings = texts.Select(embedder.Embed), prompt_eval_count = tokens },
            "/v2/embed" => new { id = "1", embeddings = new { @float = texts.Select(embedder.Embed) }, meta = new { billed_units = new { input_tokens = tokens } } },
            _ when path.EndsWith(":batchEmbedContents", StringComparison.Ordinal) => new { embeddings = texts.Select(text => new { values = embedder.Embed(text) }), usageMetadata = new { promptTokenCount = tokens } },
            _ => new
            {
                @object = "list",
                model = request.Model,
                data = texts.Select((text, index) => new { @object = "embedding", index, embedding = asBase64 ? (object)Convert.ToBase64String(MemoryMarshal.AsBytes<float>(embedder.Embed(text))) : embedder.Embed(text) }),
                usage = new { prompt_tokens = tokens, total_tokens = tokens },
            },
        };
        return (body, tokens);
    }

    private static IReadOnlyList<string> Texts(string path, ModelRequest request) => path switch
    {
        "/v2/embed" => [.. request.Json.GetProperty("texts").EnumerateArray().Select(static text => text.GetString()!)],
        _ when path.EndsWith(":batchEmbedContents", StringComparison.Ordinal) =>
            [.. request.Json.GetProperty("requests").EnumerateArray().Select(static one => one.GetProperty("content").GetProperty("parts")[0].GetProperty("text").GetString()!)],
        _ => request.Inputs,
    };
}
