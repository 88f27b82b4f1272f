using System.Text.Json;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.Gemini;

/// <summary>Writes the conversation: turns of user and model, with tool results in the user's.</summary>
internal static class GeminiMessages
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<ChatMessage> messages)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        json.WriteStartArray("contents");
        string? open = null;
        foreach (var message in messages)
        {
            if (MessageTexts.IsSystem(message) || !message.Contents.Any(IsSent))
                continue;
            // Results of several calls must stand in one turn, so neighbours of one role become one.
            var role = message.Role == ChatRole.Assistant ? "model" : "user";
            if (!string.Equals(open, role, StringComparison.Ordinal))
            {
                Close(json, open);
                json.WriteStartObject();
                json.WriteString("role", role);
                json.WriteStartArray("parts");
                open = role;
            }

            foreach (var content in message.Contents.Where(IsSent))
                WritePart(json, content, names);
        }

        Close(json, open);
        json.WriteEndArray();
    }

    private static void Close(Utf8JsonWriter json, string? open)
    {
        if (open is null)
            return;
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static bool IsSent(AIContent content) => content is not (TextReasoningContent or UsageContent or ErrorContent or TextContent { Text.Length: 0 });

    private static void WritePart(Utf8JsonWriter json, AIContent content, Dictionary<string, string> names)
    {
        json.WriteStartObject();
        switch (content)
        {
            case TextContent text:
                json.WriteString("text", Utf16.Repaired(text.Text));
                break;
            case DataContent data when data.HasTopLevelMediaType("image"):
                json.WriteStartObject("inlineData");
                json.WriteString("mimeType", data.MediaType);
                json.WriteString("data", data.Base64Data.Span);
                json.WriteEndObject();
                break;
            case UriContent link when link.HasTopLevelMediaType("image"):
                json.WriteStartObject("fileData");
                // What kind of image a link leads to is not always known.
                if (!link.MediaType.EndsWith("/*", StringComparison.Ordinal))
                    json.WriteString("mimeType", link.MediaType);
                json.WriteString("fileUri", link.Uri.AbsoluteUri);
                json.WriteEndObject();
                break;
            case FunctionCallContent call:
                WriteCall(json, call);
                names[call.CallId] = call.Name;
                break;
            case FunctionResultContent result:
                WriteResult(json, result, names);
                break;
            default:
                throw MessageTexts.CannotSend(content, "Gemini");
        }

        json.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter json, FunctionCallContent call)
    {
        // Newer models refuse a conversation whose calls come back without their signature.
        if (ThoughtSignature.Of(call) is { } signature)
            json.WriteString("thoughtSignature", signature);
        json.WriteStartObject("functionCall");
        json.WriteString("name", call.Name);
        json.WritePropertyName("args");
        json.WriteRawValue(MessageTexts.ArgumentsObject(call));
        json.WriteEndObject();
    }

    // Results are matched by the name of the function, and must be objects.
    private static void WriteResult(Utf8JsonWriter json, FunctionResultContent result, Dictionary<string, string> names)
    {
        json.WriteStartObject("functionResponse");
        json.WriteString("name", names.GetValueOrDefault(result.CallId, result.CallId));
        json.WriteStartObject("response");
        json.WriteString(result.Exception is null ? "result" : "error", Utf16.Repaired(MessageTexts.Result(result)));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
