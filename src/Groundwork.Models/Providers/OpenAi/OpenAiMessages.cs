using System.Text.Json;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.OpenAi;

/// <summary>Writes messages of a chat request.</summary>
internal static class OpenAiMessages
{
    /// <summary>Writes a message; one that carries several tool results becomes as many messages.</summary>
    /// <remarks>What the model thought, usage and errors are not sent back: servers do not take them.</remarks>
    public static void Write(Utf8JsonWriter json, ChatMessage message)
    {
        if (message is { Contents: [TextContent only], AuthorName: null })
        {
            WriteText(json, message.Role.Value, only.Text);
            return;
        }

        var said = new List<AIContent>();
        var calls = new List<FunctionCallContent>();
        var results = new List<FunctionResultContent>();
        foreach (var content in message.Contents)
        {
            switch (content)
            {
                case TextContent or DataContent or UriContent:
                    said.Add(content);
                    break;
                case FunctionCallContent call:
                    calls.Add(call);
                    break;
                case FunctionResultContent result:
                    results.Add(result);
                    break;
                case TextReasoningContent or UsageContent or ErrorContent:
                    break;
                default:
                    throw MessageTexts.CannotSend(content, "an OpenAI-compatible server");
            }
        }

        foreach (var result in results)
            WriteResult(json, result);
        if (said.Count == 0 && calls.Count == 0 && results.Count > 0)
            return;

        json.WriteStartObject();
        json.WriteString("role", message.Role.Value);
        if (!string.IsNullOrEmpty(message.AuthorName))
            json.WriteString("name", Utf16.Repaired(message.AuthorName));
        WriteContent(json, said, isOptional: calls.Count > 0);
        WriteCalls(json, calls);
        json.WriteEndObject();
    }

    public static void WriteText(Utf8JsonWriter json, string role, string text)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteString("content", Utf16.Repaired(text));
        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, List<AIContent> said, bool isOptional)
    {
        if (said.Count == 0 && isOptional)
        {
            json.WriteNull("content");
            return;
        }

        // A plain string wherever possible: many servers know no lists of parts.
        if (said.TrueForAll(static content => content is TextContent))
        {
            json.WriteString("content", Utf16.Repaired(string.Concat(said.Cast<TextContent>().Select(static text => text.Text))));
            return;
        }

        json.WriteStartArray("content");
        foreach (var content in said)
        {
            json.WriteStartObject();
            if (content is TextContent text)
            {
                json.WriteString("type", "text");
                json.WriteString("text", Utf16.Repaired(text.Text));
            }
            else
            {
                json.WriteString("type", "image_url");
                json.WriteStartObject("image_url");
                json.WriteString("url", ImageUrl(content));
                if (content.AdditionalProperties?.TryGetValue("detail", out string? detail) == true)
                    json.WriteString("detail", detail);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string ImageUrl(AIContent content) => content switch
    {
        DataContent data when data.HasTopLevelMediaType("image") => data.Uri,
        UriContent link when link.HasTopLevelMediaType("image") => link.Uri.AbsoluteUri,
        _ => throw MessageTexts.CannotSend(content, "an OpenAI-compatible server"),
    };

    private static void WriteCalls(Utf8JsonWriter json, List<FunctionCallContent> calls)
    {
        if (calls.Count == 0)
            return;
        json.WriteStartArray("tool_calls");
        foreach (var call in calls)
        {
            json.WriteStartObject();
            json.WriteString("id", call.CallId);
            json.WriteString("type", "function");
            json.WriteStartObject("function");
            json.WriteString("name", call.Name);
            json.WriteString("arguments", Utf16.Repaired(MessageTexts.Arguments(call)));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter json, FunctionResultContent result)
    {
        json.WriteStartObject();
        json.WriteString("role", "tool");
        json.WriteString("tool_call_id", result.CallId);
        json.WriteString("content", Utf16.Repaired(MessageTexts.Result(result)));
        json.WriteEndObject();
    }
}
