using System.Text.Json;
using Groundwork.UseCases;
using Microsoft.Extensions.AI;

namespace Groundwork.Server.OpenAi.Wire;

/// <summary>Writes a whole chat completion.</summary>
internal static class ChatReplyWriter
{
    public static void Write(Utf8JsonWriter json, ChatResponse reply, string model, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("id", reply.ResponseId ?? ReplyId.New("chatcmpl-"));
        json.WriteString("object", "chat.completion");
        json.WriteNumber("created", (reply.CreatedAt ?? now).ToUnixTimeSeconds());
        json.WriteString("model", reply.ModelId ?? model);
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", 0);
        var hasCalls = WriteMessage(json, reply.Messages);
        json.WriteNull("logprobs");
        json.WriteString("finish_reason", FinishReasons.Of(reply.FinishReason, hasCalls));
        json.WriteEndObject();
        json.WriteEndArray();
        WireParts.WriteUsage(json, reply.Usage);
        WireParts.WriteExtension(json, reply.AdditionalProperties);
        json.WriteEndObject();
    }

    private static bool WriteMessage(Utf8JsonWriter json, IList<ChatMessage> messages)
    {
        var text = new List<string>();
        var thought = new List<string>();
        var refused = new List<string>();
        var calls = new List<FunctionCallContent>();
        foreach (var content in messages.SelectMany(static message => message.Contents))
        {
            switch (content)
            {
                case TextContent said: text.Add(said.Text); break;
                case TextReasoningContent reasoned: thought.Add(reasoned.Text); break;
                case ErrorContent { ErrorCode: "refusal" } refusal: refused.Add(refusal.Message); break;
                case FunctionCallContent call: calls.Add(call); break;
            }
        }

        json.WriteStartObject("message");
        json.WriteString("role", "assistant");
        if (text.Count == 0 && calls.Count + refused.Count > 0) json.WriteNull("content");
        else json.WriteString("content", text.Count == 1 ? text[0] : string.Concat(text));
        if (thought.Count > 0) json.WriteString("reasoning_content", string.Concat(thought));
        if (refused.Count > 0) json.WriteString("refusal", string.Concat(refused));
        else json.WriteNull("refusal");
        if (calls.Count > 0)
        {
            json.WriteStartArray("tool_calls");
            foreach (var call in calls) WriteCall(json, call, index: null);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        return calls.Count > 0;
    }

    /// <summary>Writes one tool call; chunks number theirs.</summary>
    public static void WriteCall(Utf8JsonWriter json, FunctionCallContent call, int? index)
    {
        json.WriteStartObject();
        if (index is { } at) json.WriteNumber("index", at);
        json.WriteString("id", call.CallId);
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", call.Name);
        json.WriteString("arguments", WireParts.Arguments(call));
        json.WriteEndObject();
        if (UseModel.SignatureOf(call) is { } signature)
        {
            // Where Google's own OpenAI-compatible API puts it, and clients know to send it back.
            json.WriteStartObject("extra_content");
            json.WriteStartObject("google");
            json.WriteString("thought_signature", signature);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
