using System.Globalization;
using System.Text.Json;
using Groundwork.Models.Calls;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.Ollama;

/// <summary>Ollama's own chat API, which unlike its OpenAI-compatible one takes the size of the context.</summary>
/// <param name="contextTokens">Sent as <c>num_ctx</c>: without it a prompt beyond a few thousand tokens is cut silently.</param>
internal sealed class OllamaWire(int contextTokens) : IChatWire
{
    public string Provider => "ollama";

    public string Api => "Ollama's API";

    public StreamForm StreamForm => StreamForm.Lines;

    public IReadOnlyList<KeyValuePair<string, string>> Headers(string? key) => KeyHeaders.Bearer(key);

    public Uri Url(Uri baseUrl, string model, bool isStream) => EndpointUrls.Ollama(baseUrl, "chat");

    public ReadOnlyMemory<byte> Write(ChatAsk ask) => OllamaRequest.Write(ask, contextTokens);

    public ChatResponse Read(JsonElement reply, ReadOnlyMemory<byte> body, CallFailures failures)
    {
        if (reply.ObjectField("message") is not { } message)
            throw failures.Nonsense("answered without \"message\"", body.Span);
        var contents = Contents(message);
        var calls = new ToolCallParts();
        AddCalls(calls, message);
        if (calls.Any)
            contents.AddRange(calls.Complete() ?? throw failures.Nonsense("answered with a tool call that names no tool", body.Span));
        var finish = FinishReasons.Of(reply.TextField("done_reason"));
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, contents))
        {
            ModelId = Header(reply).Model,
            CreatedAt = Header(reply).CreatedAt,
            FinishReason = calls.Any && finish == ChatFinishReason.Stop ? ChatFinishReason.ToolCalls : finish,
            Usage = Usage(reply),
        };
    }

    public ChatStreamReader BeginStream(CallFailures failures) => new OllamaStream(failures);

    public static ReplyHeader Header(JsonElement reply) => new(
        null,
        reply.TextField("model") is { Length: > 0 } model ? model : null,
        DateTimeOffset.TryParse(reply.TextField("created_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null);

    public static List<AIContent> Contents(JsonElement message)
    {
        var contents = new List<AIContent>();
        if (message.TextField("thinking") is { Length: > 0 } thought)
            contents.Add(new TextReasoningContent(thought));
        if (message.TextField("content") is { Length: > 0 } text)
            contents.Add(new TextContent(text));
        return contents;
    }

    /// <summary>Calls come whole, each in a piece of its own.</summary>
    public static void AddCalls(ToolCallParts calls, JsonElement message)
    {
        if (message.ArrayField("tool_calls") is not { } pieces)
            return;
        foreach (var piece in pieces.EnumerateArray())
            if (piece.ObjectField("function") is { } function)
                calls.AddWhole(piece.TextField("id"), function.TextField("name"), function.Field("arguments") is { } arguments ? ToolCallParts.Raw(arguments) : null);
    }

    // A prompt that was wholly in the server's cache is not counted; then its size is not known.
    public static UsageDetails? Usage(JsonElement reply)
    {
        var input = UsageReader.Count(reply, "prompt_eval_count");
        var output = UsageReader.Count(reply, "eval_count");
        return UsageReader.Known(new UsageDetails { InputTokenCount = input, OutputTokenCount = output, TotalTokenCount = input + output });
    }
}
