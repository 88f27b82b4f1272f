using System.Text.Json;
using Groundwork.Models.Calls;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.Anthropic;

/// <summary>Anthropic messages, version 2023-06-01.</summary>
internal sealed class AnthropicWire : IChatWire
{
    /// <summary>Name of the tool that carries structured output: the format has no other way that every model knows.</summary>
    public const string ReplyTool = "structured_reply";

    public static AnthropicWire Instance { get; } = new();

    public string Provider => "anthropic";

    public string Api => "Anthropic's messages API";

    public StreamForm StreamForm => StreamForm.Events;

    public IReadOnlyList<KeyValuePair<string, string>> Headers(string? key) => [.. KeyHeaders.Named("x-api-key", key), new("anthropic-version", "2023-06-01")];

    public Uri Url(Uri baseUrl, string model, bool isStream) => EndpointUrls.For(baseUrl, EndpointUrls.Messages);

    public ReadOnlyMemory<byte> Write(ChatAsk ask) => AnthropicRequest.Write(ask);

    public ChatResponse Read(JsonElement reply, ReadOnlyMemory<byte> body, CallFailures failures) => AnthropicReply.Read(reply, body, failures);

    public ChatStreamReader BeginStream(CallFailures failures) => new AnthropicStream(failures);

    /// <summary>Token counts: what came out of the provider's cache and what went into it are input too.</summary>
    /// <param name="usage">The usage of a message, of its start, or of a delta.</param>
    /// <param name="before">What was known before; null for nothing.</param>
    public static UsageDetails? Usage(JsonElement? usage, UsageDetails? before)
    {
        if (usage is not { } counts)
            return before;
        var cached = UsageReader.Count(counts, "cache_read_input_tokens");
        var input = UsageReader.Count(counts, "input_tokens") is { } fresh
            ? fresh + (cached ?? 0) + (UsageReader.Count(counts, "cache_creation_input_tokens") ?? 0)
            : before?.InputTokenCount;
        var output = UsageReader.Count(counts, "output_tokens") ?? before?.OutputTokenCount;
        return UsageReader.Known(new UsageDetails
        {
            InputTokenCount = input,
            OutputTokenCount = output,
            TotalTokenCount = input + output,
            CachedInputTokenCount = cached ?? before?.CachedInputTokenCount,
        });
    }
}
