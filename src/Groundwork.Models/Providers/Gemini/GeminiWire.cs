using System.Globalization;
using System.Text.Json;
using Groundwork.Models.Calls;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.Gemini;

/// <summary>Google Gemini, API version v1beta.</summary>
internal sealed class GeminiWire : IChatWire
{
    public static GeminiWire Instance { get; } = new();

    public string Provider => "gcp.gemini";

    public string Api => "Google's Gemini API";

    public StreamForm StreamForm => StreamForm.Events;

    public IReadOnlyList<KeyValuePair<string, string>> Headers(string? key) => KeyHeaders.Named("x-goog-api-key", key);

    public Uri Url(Uri baseUrl, string model, bool isStream) => isStream
        ? EndpointUrls.Gemini(baseUrl, model, "streamGenerateContent", "alt=sse")
        : EndpointUrls.Gemini(baseUrl, model, "generateContent");

    public ReadOnlyMemory<byte> Write(ChatAsk ask) => GeminiRequest.Write(ask);

    public ChatResponse Read(JsonElement reply, ReadOnlyMemory<byte> body, CallFailures failures)
    {
        var contents = new List<AIContent>();
        var calls = new ToolCallParts();
        var finish = Blocked(reply, contents);
        if (finish is null)
        {
            if (reply.ArrayField("candidates") is not { } candidates || candidates.GetArrayLength() == 0)
                throw failures.Nonsense("answered without \"candidates\"", body.Span);
            finish = Candidate(candidates[0], contents, calls, Usage(reply), failures);
        }

        if (calls.Any)
            contents.AddRange(calls.Complete() ?? throw failures.Nonsense("answered with a tool call that names no tool", body.Span));
        var header = Header(reply);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, contents) { MessageId = header.Id })
        {
            ResponseId = header.Id,
            ModelId = header.Model,
            CreatedAt = header.CreatedAt,
            FinishReason = calls.Any && finish == ChatFinishReason.Stop ? ChatFinishReason.ToolCalls : finish,
            Usage = Usage(reply),
        };
    }

    public ChatStreamReader BeginStream(CallFailures failures) => new GeminiStream(failures);

    public static ReplyHeader Header(JsonElement reply) => new(
        reply.TextField("responseId") is { Length: > 0 } id ? id : null,
        reply.TextField("modelVersion") is { Length: > 0 } model ? model : null,
        DateTimeOffset.TryParse(reply.TextField("createTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null);

    /// <summary>A prompt that the provider refused to show the model; null if it did not.</summary>
    public static ChatFinishReason? Blocked(JsonElement reply, List<AIContent> contents)
    {
        if (reply.ObjectField("promptFeedback")?.TextField("blockReason") is not { Length: > 0 } reason)
            return null;
        contents.Add(new ErrorContent($"The provider blocked the request: {reason}.") { ErrorCode = "refusal" });
        return ChatFinishReason.ContentFilter;
    }

    /// <summary>Adds what a candidate says; gives the reason for its end, or null.</summary>
    public static ChatFinishReason? Candidate(JsonElement candidate, List<AIContent> contents, ToolCallParts calls, UsageDetails? usage, CallFailures failures)
    {
        if (candidate.ObjectField("content")?.ArrayField("parts") is { } parts)
            foreach (var part in parts.EnumerateArray())
                Part(part, contents, calls);
        var reason = candidate.TextField("finishReason");
        if (FinishReasons.IsGivingUp(reason))
            throw failures.GaveUp(candidate.TextField("finishMessage") ?? $"finishReason {reason}", usage);
        var finish = FinishReasons.Of(reason);
        if (finish == ChatFinishReason.ContentFilter)
            contents.Add(new ErrorContent($"The provider stopped the answer: {reason}.") { ErrorCode = "refusal" });
        return finish;
    }

    public static UsageDetails? Usage(JsonElement reply)
    {
        if (reply.ObjectField("usageMetadata") is not { } usage)
            return null;
        var thought = UsageReader.Count(usage, "thoughtsTokenCount");
        var said = UsageReader.Count(usage, "candidatesTokenCount");
        var input = UsageReader.Count(usage, "promptTokenCount");
        return UsageReader.Known(new UsageDetails
        {
            InputTokenCount = input is null ? null : input + (UsageReader.Count(usage, "toolUsePromptTokenCount") ?? 0),
            // Thoughts are billed as output and counted beside it.
            OutputTokenCount = said is null && thought is null ? null : (said ?? 0) + (thought ?? 0),
            TotalTokenCount = UsageReader.Count(usage, "totalTokenCount"),
            CachedInputTokenCount = UsageReader.Count(usage, "cachedContentTokenCount"),
            ReasoningTokenCount = thought,
        });
    }

    private static void Part(JsonElement part, List<AIContent> contents, ToolCallParts calls)
    {
        var signature = part.TextField("thoughtSignature");
        if (part.ObjectField("functionCall") is { } call)
            calls.AddWhole(call.TextField("id"), call.TextField("name"), call.ObjectField("args")?.GetRawText(), signature);
        else if (part.TextField("text") is { Length: > 0 } text)
            contents.Add(part.Field("thought")?.ValueKind == JsonValueKind.True ? new TextReasoningContent(text) { ProtectedData = signature } : new TextContent(text));
    }
}
