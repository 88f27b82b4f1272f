using System.Text.Json;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.Anthropic;

/// <summary>Writes the body of a messages request.</summary>
internal static class AnthropicRequest
{
    // Less than this is refused as a thinking budget.
    private const int LeastThinkingTokens = 1024;

    /// <summary>The body, as UTF-8.</summary>
    /// <exception cref="NotSupportedException">A message or tool cannot be carried.</exception>
    public static ReadOnlyMemory<byte> Write(ChatAsk ask) => JsonBody.Object(ask, static (json, from) => WriteFields(json, from));

    private static void WriteFields(Utf8JsonWriter json, ChatAsk ask)
    {
        json.WriteString("model", ask.Model);
        json.WriteNumber("max_tokens", ask.MaxOutputTokens);
        if (MessageTexts.System(ask.Messages, ask.Options?.Instructions) is { } system)
            json.WriteString("system", system);
        AnthropicMessages.Write(json, ask.Messages);
        json.WriteBoolean("stream", ask.IsStream);
        if (ask.Options is { } options)
            WriteOptions(json, ask, options);
    }

    private static void WriteOptions(Utf8JsonWriter json, ChatAsk ask, ChatOptions options)
    {
        var format = options.ResponseFormat as ChatResponseFormatJson;
        if (format is null && ask.ThinkingTokens() is >= LeastThinkingTokens and var budget)
        {
            json.WriteStartObject("thinking");
            json.WriteString("type", "enabled");
            json.WriteNumber("budget_tokens", budget);
            json.WriteEndObject();
        }
        else
        {
            // Others count to 2; and a thinking model takes none of these.
            if (options.Temperature is { } temperature)
                json.WriteNumber("temperature", Math.Clamp(temperature, 0, 1));
            if (options.TopK is { } topK)
                json.WriteNumber("top_k", topK);
            // Newer models refuse both.
            if (options.TopP is { } topP && options.Temperature is null)
                json.WriteNumber("top_p", topP);
        }

        if (options.StopSequences is { Count: > 0 } stops)
            json.WriteTexts("stop_sequences", [.. stops.Where(static stop => !string.IsNullOrWhiteSpace(stop))]);
        WriteTools(json, ask, options, format);
    }

    private static void WriteTools(Utf8JsonWriter json, ChatAsk ask, ChatOptions options, ChatResponseFormatJson? format)
    {
        var functions = ask.Functions();
        if (functions.Count == 0 && format is null)
            return;
        json.WriteStartArray("tools");
        foreach (var function in functions)
            WriteTool(json, function.Name, function.Description, function.JsonSchema);
        if (format is not null)
            WriteTool(json, AnthropicWire.ReplyTool, format.SchemaDescription ?? "Gives the answer in the form that was asked for.", format.Schema);
        json.WriteEndArray();
        WriteChoice(json, options, format is not null, functions.Count > 0);
    }

    private static void WriteTool(Utf8JsonWriter json, string name, string description, JsonElement? schema)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        if (description.Length > 0)
            json.WriteString("description", Utf16.Repaired(description));
        json.WritePropertyName("input_schema");
        if (schema is { } given)
        {
            given.WriteTo(json);
        }
        else
        {
            json.WriteStartObject();
            json.WriteString("type", "object");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter json, ChatOptions options, bool isStructured, bool hasFunctions)
    {
        var (type, name) = options.ToolMode switch
        {
            _ when isStructured && !hasFunctions => ("tool", AnthropicWire.ReplyTool),
            _ when isStructured => ("any", null),
            NoneChatToolMode => ("none", null),
            RequiredChatToolMode { RequiredFunctionName: { } required } => ("tool", required),
            RequiredChatToolMode => ("any", null),
            _ => ("auto", null),
        };
        json.WriteStartObject("tool_choice");
        json.WriteString("type", type);
        if (name is not null)
            json.WriteString("name", name);
        if (options.AllowMultipleToolCalls is { } multiple && type is not "none")
            json.WriteBoolean("disable_parallel_tool_use", !multiple);
        json.WriteEndObject();
    }
}
