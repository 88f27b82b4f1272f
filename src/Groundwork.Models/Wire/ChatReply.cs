using System.Text.Json;
using Groundwork.Models.Calls;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Wire;

/// <summary>A chat completion that came as one document.</summary>
internal static class ChatReply
{
    /// <summary>The response that the document holds.</summary>
    /// <exception cref="ModelException">An error inside, or not a chat completion.</exception>
    public static ChatResponse Read(ReadOnlyMemory<byte> body, CallFailures failures)
    {
        try
        {
            using var parsed = JsonFields.Parse(body);
            var root = parsed.RootElement;
            if (WireError.Find(root) is { } error)
                throw failures.ErrorInside(error);
            if (root.ArrayField("choices") is not { } choices)
                throw failures.Nonsense("answered without \"choices\"", body.Span);
            if (choices.GetArrayLength() == 0)
                throw failures.Nonsense("answered with no choice to choose from", body.Span);
            var choice = choices[0];
            if (choice.ObjectField("message") is not { } message)
                throw failures.Nonsense("answered with a choice that holds no message", body.Span);
            return Response(root, choice, message, body, failures);
        }
        catch (JsonException invalid)
        {
            throw failures.Nonsense("answered with something that is not JSON", body.Span, invalid);
        }
    }

    private static ChatResponse Response(JsonElement root, JsonElement choice, JsonElement message, ReadOnlyMemory<byte> body, CallFailures failures)
    {
        var contents = new List<AIContent>();
        if (MessageReader.Reasoning(message) is { Length: > 0 } reasoning)
            contents.Add(new TextReasoningContent(reasoning));
        if (MessageReader.Text(message) is { Length: > 0 } text)
            contents.Add(new TextContent(text));
        if (MessageReader.Refusal(message) is { Length: > 0 } refusal)
            contents.Add(new ErrorContent(refusal) { ErrorCode = "refusal" });
        if (message.ArrayField("tool_calls") is { } toolCalls)
        {
            var parts = new ToolCallParts();
            parts.Add(toolCalls);
            contents.AddRange(parts.Complete() ?? throw failures.Nonsense("answered with a tool call that names no tool", body.Span));
        }

        var header = ReplyHeader.Read(root);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, contents) { MessageId = header.Id })
        {
            ResponseId = header.Id,
            ModelId = header.Model,
            CreatedAt = header.CreatedAt,
            FinishReason = ReplyHeader.FinishOf(choice),
            Usage = UsageReader.Read(root),
        };
    }
}
