using System.Text.Json;
using Groundwork.Models.Calls;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.OpenAi;

/// <summary>A chat completion that came as one document.</summary>
internal static class OpenAiReply
{
    /// <summary>The response that the document holds.</summary>
    /// <exception cref="ModelException">Not a chat completion.</exception>
    public static ChatResponse Read(JsonElement root, ReadOnlyMemory<byte> body, CallFailures failures)
    {
        if (root.ArrayField("choices") is not { } choices)
            throw failures.Nonsense("answered without \"choices\"", body.Span);
        if (choices.GetArrayLength() == 0)
            throw failures.Nonsense("answered with no choice to choose from", body.Span);
        var choice = choices[0];
        if (WireError.Find(choice) is { } error)
            throw failures.ErrorInside(error, UsageReader.Read(root));
        if (choice.ObjectField("message") is not { } message)
            throw failures.Nonsense("answered with a choice that holds no message", body.Span);
        var reason = choice.TextField("finish_reason");
        if (FinishReasons.IsGivingUp(reason))
            throw failures.GaveUp($"finish_reason {reason}", UsageReader.Read(root));

        var contents = OpenAiContents.Read(message);
        var finish = FinishReasons.Of(reason);
        if (message.ArrayField("tool_calls") is { } toolCalls && toolCalls.GetArrayLength() > 0)
        {
            var parts = new ToolCallParts();
            parts.Add(toolCalls);
            contents.AddRange(parts.Complete() ?? throw failures.Nonsense("answered with a tool call that names no tool", body.Span));
            if (finish == ChatFinishReason.Stop)
                finish = ChatFinishReason.ToolCalls;
        }

        var header = ReplyHeader.Read(root);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, contents) { MessageId = header.Id })
        {
            ResponseId = header.Id,
            ModelId = header.Model,
            CreatedAt = header.CreatedAt,
            FinishReason = finish,
            Usage = UsageReader.Read(root),
        };
    }
}
