using System.Text.Json;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.Gemini;

/// <summary>Writes the body of a generateContent request.</summary>
internal static class GeminiRequest
{
    /// <summary>The body, as UTF-8.</summary>
    /// <exception cref="NotSupportedException">A message or tool cannot be carried.</exception>
    public static ReadOnlyMemory<byte> Write(ChatAsk ask) => JsonBody.Object(ask, static (json, from) => WriteFields(json, from));

    private static void WriteFields(Utf8JsonWriter json, ChatAsk ask)
    {
        if (MessageTexts.System(ask.Messages, ask.Options?.Instructions) is { } system)
        {
            json.WriteStartObject("systemInstruction");
            json.WriteStartArray("parts");
            json.WriteStartObject();
            json.WriteString("text", system);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        GeminiMessages.Write(json, ask.Messages);
        WriteConfig(json, ask);
        if (ask.Functions() is { Count: > 0 } functions)
            WriteTools(json, functions, ask.Options?.ToolMode);
    }

    private static void WriteConfig(Utf8JsonWriter json, ChatAsk ask)
    {
        json.WriteStartObject("generationConfig");
        json.WriteNumber("maxOutputTokens", ask.MaxOutputTokens);
        if (ask.Options is { } options)
        {
            if (options.Temperature is { } temperature)
                json.WriteNumber("temperature", temperature);
            if (options.TopP is { } topP)
                json.WriteNumber("topP", topP);
            if (options.TopK is { } topK)
                json.WriteNumber("topK", topK);
            if (options.FrequencyPenalty is { } frequency)
                json.WriteNumber("frequencyPenalty", frequency);
            if (options.PresencePenalty is { } presence)
                json.WriteNumber("presencePenalty", presence);
            if (options.Seed is { } seed)
                json.WriteNumber("seed", unchecked((int)seed));
            if (options.StopSequences is { Count: > 0 } stops)
                json.WriteTexts("stopSequences", [.. stops]);
            if (ask.ThinkingTokens() is { } budget)
            {
                json.WriteStartObject("thinkingConfig");
                json.WriteNumber("thinkingBudget", budget);
                json.WriteEndObject();
            }

            WriteFormat(json, options.ResponseFormat as ChatResponseFormatJson);
        }

        json.WriteEndObject();
    }

    private static void WriteFormat(Utf8JsonWriter json, ChatResponseFormatJson? format)
    {
        if (format is null)
            return;
        json.WriteString("responseMimeType", "application/json");
        if (format.Schema is not { } schema)
            return;
        // responseSchema knows only a part of JSON schema and refuses the rest.
        json.WritePropertyName("responseJsonSchema");
        schema.WriteTo(json);
    }

    private static void WriteTools(Utf8JsonWriter json, IReadOnlyList<AIFunctionDeclaration> functions, ChatToolMode? mode)
    {
        json.WriteStartArray("tools");
        json.WriteStartObject();
        json.WriteStartArray("functionDeclarations");
        foreach (var function in functions)
        {
            json.WriteStartObject();
            json.WriteString("name", function.Name);
            json.WriteString("description", Utf16.Repaired(function.Description));
            json.WritePropertyName("parametersJsonSchema");
            function.JsonSchema.WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        if (mode is null)
            return;
        json.WriteStartObject("toolConfig");
        json.WriteStartObject("functionCallingConfig");
        json.WriteString("mode", mode switch { NoneChatToolMode => "NONE", RequiredChatToolMode => "ANY", _ => "AUTO" });
        if (mode is RequiredChatToolMode { RequiredFunctionName: { } name })
            json.WriteTexts("allowedFunctionNames", [name]);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
