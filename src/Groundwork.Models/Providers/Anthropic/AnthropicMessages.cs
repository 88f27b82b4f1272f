using System.Text.Json;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.Anthropic;

/// <summary>Writes the conversation: turns of user and assistant, with tool results in the user's.</summary>
internal static class AnthropicMessages
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<ChatMessage> messages)
    {
        json.WriteStartArray("messages");
        string? open = null;
        foreach (var message in messages)
        {
            if (MessageTexts.IsSystem(message) || !message.Contents.Any(IsSent))
                continue;
            // Results of several calls must stand in one turn, so neighbours of one role become one.
            var role = message.Role == ChatRole.Assistant ? "assistant" : "user";
            if (!string.Equals(open, role, StringComparison.Ordinal))
            {
                Close(json, open);
                json.WriteStartObject();
                json.WriteString("role", role);
                json.WriteStartArray("content");
                open = role;
            }

            foreach (var content in message.Contents.Where(IsSent))
                WriteBlock(json, content);
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

    // Empty texts are refused; thoughts are taken back only with their signature.
    private static bool IsSent(AIContent content) => content switch
    {
        TextContent text => text.Text.Length > 0,
        TextReasoningContent thought => thought.ProtectedData is not null,
        UsageContent or ErrorContent => false,
        _ => true,
    };

    private static void WriteBlock(Utf8JsonWriter json, AIContent content)
    {
        json.WriteStartObject();
        switch (content)
        {
            case TextContent text:
                json.WriteString("type", "text");
                json.WriteString("text", Utf16.Repaired(text.Text));
                break;
            case TextReasoningContent { Text.Length: 0 } hidden:
                json.WriteString("type", "redacted_thinking");
                json.WriteString("data", hidden.ProtectedData);
                break;
            case TextReasoningContent thought:
                json.WriteString("type", "thinking");
                json.WriteString("thinking", Utf16.Repaired(thought.Text));
                json.WriteString("signature", thought.ProtectedData);
                break;
            case DataContent data when data.HasTopLevelMediaType("image"):
                json.WriteString("type", "image");
                json.WriteStartObject("source");
                json.WriteString("type", "base64");
                json.WriteString("media_type", data.MediaType);
                json.WriteString("data", data.Base64Data.Span);
                json.WriteEndObject();
                break;
            case UriContent link when link.HasTopLevelMediaType("image"):
                json.WriteString("type", "image");
                json.WriteStartObject("source");
                json.WriteString("type", "url");
                json.WriteString("url", link.Uri.AbsoluteUri);
                json.WriteEndObject();
                break;
            case FunctionCallContent call:
                json.WriteString("type", "tool_use");
                json.WriteString("id", call.CallId);
                json.WriteString("name", call.Name);
                json.WritePropertyName("input");
                json.WriteRawValue(MessageTexts.ArgumentsObject(call));
                break;
            case FunctionResultContent result:
                json.WriteString("type", "tool_result");
                json.WriteString("tool_use_id", result.CallId);
                json.WriteString("content", Utf16.Repaired(MessageTexts.Result(result)));
                if (result.Exception is not null)
                    json.WriteBoolean("is_error", true);
                break;
            default:
                throw MessageTexts.CannotSend(content, "Anthropic");
        }

        json.WriteEndObject();
    }
}
