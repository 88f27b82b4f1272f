using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Caching;

/// <summary>
/// Everything that decides an answer as one hash: route, walls (tenant, permissions, knowledge), messages, and options. Who asks, how they call
/// themselves, and whether they want a stream do not decide. What has no canonical form here is not cached: null.
/// </summary>
internal static class CanonicalRequest
{
    private const string LastQuestion = "groundwork.last-question";

    // Fields of the wire format that say who asks or how the answer travels.
    private static readonly HashSet<string> s_ignored = new(StringComparer.Ordinal)
    {
        "user", "safety_identifier", "metadata", "stream", "stream_options", "store", "prompt_cache_key", "service_tier", "request_id",
    };

    /// <summary>The key of a request; null where it cannot be cached.</summary>
    public static RequestKey? KeyOf(string route, CallContext context, IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        using var bytes = new CanonicalBytes();
        return Write(bytes, route, context, messages, options, messages.Count) ? RequestKey.Of(bytes.Written) : null;
    }

    /// <summary>The key of everything but the last message, and that message's text; null where it cannot be cached or does not end with a plain user text.</summary>
    public static (RequestKey Partition, string Question)? PartitionOf(string route, CallContext context, IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        if (messages is not [.., { Contents: [TextContent { Text: { Length: > 0 } question }] } last] || last.Role != ChatRole.User) return null;
        using var bytes = new CanonicalBytes();
        bytes.Text(LastQuestion);
        bytes.Text(last.AuthorName);
        return Write(bytes, route, context, messages, options, messages.Count - 1) ? (RequestKey.Of(bytes.Written), question) : null;
    }

    private static bool Write(CanonicalBytes bytes, string route, CallContext context, IReadOnlyList<ChatMessage> messages, ChatOptions? options, int count)
    {
        bytes.Text(route);
        bytes.Text(context.Caller.Tenant);
        bytes.Text(context.Caller.Permissions);
        bytes.Text(context.Knowledge);
        bytes.Number(count);
        for (var i = 0; i < count; i++)
            if (!Write(bytes, messages[i])) return false;
        return options is null || Write(bytes, options);
    }

    private static bool Write(CanonicalBytes bytes, ChatMessage message)
    {
        if (message.AdditionalProperties is { Count: > 0 }) return false;
        bytes.Mark('m');
        bytes.Text(message.Role.Value);
        bytes.Text(message.AuthorName);
        bytes.Number(message.Contents.Count);
        foreach (var content in message.Contents)
            if (!Write(bytes, content)) return false;
        return true;
    }

    private static bool Write(CanonicalBytes bytes, AIContent content)
    {
        if (content.AdditionalProperties is { Count: > 0 }) return false;
        switch (content)
        {
            case TextContent text:
                bytes.Mark('t');
                bytes.Text(text.Text);
                return true;
            case TextReasoningContent reasoning:
                bytes.Mark('r');
                bytes.Text(reasoning.Text);
                bytes.Text(reasoning.ProtectedData);
                return true;
            case DataContent data:
                bytes.Mark('d');
                bytes.Text(data.MediaType);
                bytes.Text(data.Name);
                bytes.Bytes(data.Data.Span);
                return true;
            case UriContent uri:
                bytes.Mark('u');
                bytes.Text(uri.MediaType);
                bytes.Text(uri.Uri.OriginalString);
                return true;
            case FunctionCallContent call:
                bytes.Mark('c');
                bytes.Text(call.CallId);
                bytes.Text(call.Name);
                // Arguments that are no JSON object stand there as text.
                bytes.Text(call.Arguments is null ? call.RawRepresentation as string : null);
                return Write(bytes, call.Arguments);
            case FunctionResultContent result:
                bytes.Mark('f');
                bytes.Text(result.CallId);
                return result.Exception is null && Write(bytes, result.Result);
            default:
                return false;
        }
    }

    private static bool Write(CanonicalBytes bytes, ChatOptions options)
    {
        // A conversation kept by the provider, a continued answer or a request made by hand is not described by what is here.
        if (options.ConversationId is not null || options.RawRepresentationFactory is not null) return false;
#pragma warning disable MEAI001 // Experimental options; their presence alone decides.
        if (options.ContinuationToken is not null || options.AllowBackgroundResponses is true) return false;
#pragma warning restore MEAI001
        bytes.Mark('o');
        bytes.Text(options.ModelId);
        bytes.Text(options.Instructions);
        bytes.Optional(options.Temperature);
        bytes.Optional(options.TopP);
        bytes.Optional(options.TopK);
        bytes.Optional(options.FrequencyPenalty);
        bytes.Optional(options.PresencePenalty);
        bytes.Optional(options.MaxOutputTokens);
        bytes.Optional(options.Seed);
        bytes.Number(options.StopSequences?.Count ?? 0);
        foreach (var stop in options.StopSequences ?? []) bytes.Text(stop);
        bytes.Optional((long?)options.Reasoning?.Effort);
        bytes.Optional((long?)options.Reasoning?.Output);
        bytes.Optional(options.AllowMultipleToolCalls is { } many ? many ? 1 : 0 : null);
        return Write(bytes, options.ResponseFormat) && Write(bytes, options.ToolMode) && Write(bytes, options.Tools) && WriteAdditional(bytes, options.AdditionalProperties);
    }

    private static bool Write(CanonicalBytes bytes, ChatResponseFormat? format)
    {
        bytes.Text(format?.GetType().Name);
        if (format is not ChatResponseFormatJson json) return true;
        bytes.Text(json.SchemaName);
        bytes.Text(json.SchemaDescription);
        bytes.Bytes(json.Schema is { } schema ? JsonMarshal.GetRawUtf8Value(schema) : []);
        return true;
    }

    private static bool Write(CanonicalBytes bytes, ChatToolMode? mode)
    {
        bytes.Text(mode?.GetType().Name);
        bytes.Text((mode as RequiredChatToolMode)?.RequiredFunctionName);
        return true;
    }

    private static bool Write(CanonicalBytes bytes, IList<AITool>? tools)
    {
        bytes.Number(tools?.Count ?? 0);
        foreach (var tool in tools ?? [])
        {
            if (tool is not AIFunctionDeclaration function) return false;
            bytes.Text(function.Name);
            bytes.Text(function.Description);
            bytes.Bytes(JsonMarshal.GetRawUtf8Value(function.JsonSchema));
            if (!WriteAdditional(bytes, function.AdditionalProperties)) return false;
        }

        return true;
    }

    private static bool WriteAdditional(CanonicalBytes bytes, IReadOnlyDictionary<string, object?>? properties)
    {
        if (properties is null || properties.Count == 0)
        {
            bytes.Number(0);
            return true;
        }

        var telling = properties.Where(static p => !s_ignored.Contains(p.Key)).OrderBy(static p => p.Key, StringComparer.Ordinal).ToList();
        bytes.Number(telling.Count);
        foreach (var (name, value) in telling)
        {
            bytes.Text(name);
            if (!Write(bytes, value)) return false;
        }

        return true;
    }

    private static bool Write(CanonicalBytes bytes, object? value)
    {
        switch (value)
        {
            case null:
                bytes.Mark('n');
                return true;
            case string text:
                bytes.Mark('s');
                bytes.Text(text);
                return true;
            case bool flag:
                bytes.Mark(flag ? 'y' : 'z');
                return true;
            case RequestHints hints:
                bytes.Mark('h');
                bytes.Text(hints.Language);
                bytes.Optional(hints.Difficulty is { } difficulty ? BitConverter.DoubleToInt64Bits(difficulty) : null);
                return true;
            case JsonElement { ValueKind: not JsonValueKind.Undefined } json:
                bytes.Mark('j');
                bytes.Bytes(JsonMarshal.GetRawUtf8Value(json));
                return true;
            case int or long or short or byte or uint or ushort or float or double or decimal:
                bytes.Mark('v');
                bytes.Text(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                return true;
            case IDictionary<string, object?> nested:
                bytes.Mark('o');
                return WriteAdditional(bytes, nested.ToDictionary(StringComparer.Ordinal));
            case System.Text.Json.Nodes.JsonNode node:
                bytes.Mark('j');
                bytes.Text(node.ToJsonString());
                return true;
            default:
                return false;
        }
    }
}
