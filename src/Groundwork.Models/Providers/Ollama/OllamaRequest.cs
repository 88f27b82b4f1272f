using System.Text.Json;
using Groundwork.Models.Providers.OpenAi;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.Ollama;

/// <summary>Writes the body of a chat request.</summary>
internal static class OllamaRequest
{
    /// <summary>The body, as UTF-8.</summary>
    /// <exception cref="NotSupportedException">A message or tool cannot be carried.</exception>
    public static ReadOnlyMemory<byte> Write(ChatAsk ask, int contextTokens) =>
        JsonBody.Object((ask, contextTokens), static (json, from) => WriteFields(json, from.ask, from.contextTokens));

    private static void WriteFields(Utf8JsonWriter json, ChatAsk ask, int contextTokens)
    {
        json.WriteString("model", ask.Model);
        WriteMessages(json, ask);
        json.WriteBoolean("stream", ask.IsStream);
        if (ask.Options?.ResponseFormat is ChatResponseFormatJson format)
        {
            json.WritePropertyName("format");
            if (format.Schema is { } schema)
                schema.WriteTo(json);
            else
                json.WriteStringValue("json");
        }

        if (ask.Options?.Reasoning?.Effort is { } effort)
            json.WriteBoolean("think", effort != ReasoningEffort.None);
        // The format knows no choice of tools: not to offer them is how none is called.
        if (ask.Functions() is { Count: > 0 } functions && ask.Options?.ToolMode is not NoneChatToolMode)
            OpenAiRequest.WriteFunctions(json, functions);
        WriteOptions(json, ask, contextTokens);
    }

    private static void WriteOptions(Utf8JsonWriter json, ChatAsk ask, int contextTokens)
    {
        json.WriteStartObject("options");
        json.WriteNumber("num_ctx", contextTokens);
        json.WriteNumber("num_predict", ask.MaxOutputTokens);
        if (ask.Options is { } options)
        {
            SamplingFields.Write(json, options);
            if (options.StopSequences is { Count: > 0 } stops)
                json.WriteTexts("stop", [.. stops]);
        }

        json.WriteEndObject();
    }

    private static void WriteMessages(Utf8JsonWriter json, ChatAsk ask)
    {
        json.WriteStartArray("messages");
        if (!string.IsNullOrEmpty(ask.Options?.Instructions))
            OpenAiMessages.WriteText(json, "system", ask.Options.Instructions);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var message in ask.Messages)
            WriteMessage(json, message, names);
        json.WriteEndArray();
    }

    private static void WriteMessage(Utf8JsonWriter json, ChatMessage message, Dictionary<string, string> names)
    {
        var results = message.Contents.OfType<FunctionResultContent>().ToList();
        foreach (var result in results)
        {
            json.WriteStartObject();
            json.WriteString("role", "tool");
            json.WriteString("content", Utf16.Repaired(MessageTexts.Result(result)));
            // Results are matched by the name of the tool; there are no ids.
            if (names.TryGetValue(result.CallId, out var tool))
                json.WriteString("tool_name", tool);
            json.WriteEndObject();
        }

        var images = message.Contents.Where(static content => content is DataContent or UriContent).ToList();
        var calls = message.Contents.OfType<FunctionCallContent>().ToList();
        if (message.Contents.FirstOrDefault(static content => content is not (TextContent or TextReasoningContent or DataContent or UriContent or UsageContent or ErrorContent or FunctionCallContent or FunctionResultContent)) is { } odd)
            throw MessageTexts.CannotSend(odd, "Ollama");
        if (results.Count > 0 && images.Count == 0 && calls.Count == 0 && message.Text.Length == 0)
            return;
        json.WriteStartObject();
        json.WriteString("role", message.Role.Value);
        json.WriteString("content", Utf16.Repaired(message.Text));
        WriteImages(json, images);
        WriteCalls(json, calls, names);
        json.WriteEndObject();
    }

    private static void WriteImages(Utf8JsonWriter json, List<AIContent> images)
    {
        if (images.Count == 0)
            return;
        json.WriteStartArray("images");
        foreach (var image in images)
            json.WriteStringValue(image is DataContent data && data.HasTopLevelMediaType("image") ? data.Base64Data.Span : throw MessageTexts.CannotSend(image, "Ollama"));
        json.WriteEndArray();
    }

    private static void WriteCalls(Utf8JsonWriter json, List<FunctionCallContent> calls, Dictionary<string, string> names)
    {
        if (calls.Count == 0)
            return;
        json.WriteStartArray("tool_calls");
        foreach (var call in calls)
        {
            names[call.CallId] = call.Name;
            json.WriteStartObject();
            json.WriteStartObject("function");
            json.WriteString("name", call.Name);
            json.WritePropertyName("arguments");
            json.WriteRawValue(MessageTexts.ArgumentsObject(call));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
