using System.Text.Json;

namespace Groundwork.TestKit;

/// <summary>A request that a scripted model server received.</summary>
/// <param name="Method">GET, POST …</param>
/// <param name="Path">Path and query.</param>
/// <param name="Headers">By name, in any case.</param>
/// <param name="Body">The body as text.</param>
/// <param name="Aborted">Completes if the client goes away before the reply is complete.</param>
public sealed record ModelRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body, Task Aborted)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json { get; } = Body.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(Body);

    public bool WantsStream => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True;

    /// <summary>The model that was asked for; empty if none was.</summary>
    public string Model => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty("model", out var model) ? model.GetString() ?? "" : "";

    /// <summary>The messages as "role: text", one line each, for assertions; only plain text content.</summary>
    public IReadOnlyList<string> Messages => Json.ValueKind != JsonValueKind.Object || !Json.TryGetProperty("messages", out var messages)
        ? []
        : [.. messages.EnumerateArray().Select(static message => $"{message.GetProperty("role").GetString()}: {(message.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String ? content.GetString() : "")}")];

    /// <summary>Tokens that the request holds, as the scripted server counts them: words, of each message with its role.</summary>
    public long InputTokens => Messages.Count > 0 && Path.Contains("/chat/completions", StringComparison.Ordinal) ? Messages.Sum(ScriptedReply.CountTokens) : Words(Json);

    /// <summary>The inputs of an embeddings request.</summary>
    public IReadOnlyList<string> Inputs => Json.ValueKind != JsonValueKind.Object || !Json.TryGetProperty("input", out var input)
        ? []
        : input.ValueKind == JsonValueKind.String ? [input.GetString()!] : [.. input.EnumerateArray().Select(static text => text.GetString()!)];

    private static long Words(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().Sum(Words),
        JsonValueKind.Object => json.EnumerateObject().Sum(static field => field.Name is "text" or "content" or "system" or "input" or "texts" or "query" or "documents" && field.Value.ValueKind == JsonValueKind.String ? ScriptedReply.CountTokens(field.Value.GetString()!) : Words(field.Value)),
        _ => 0,
    };
}
