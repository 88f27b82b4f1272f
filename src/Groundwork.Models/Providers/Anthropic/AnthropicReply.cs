using System.Text.Json;
using Groundwork.Models.Calls;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.Anthropic;

/// <summary>A message that came as one document.</summary>
internal static class AnthropicReply
{
    /// <summary>The response that the document holds.</summary>
    /// <exception cref="ModelException">Not a message.</exception>
    public static ChatResponse Read(JsonElement root, ReadOnlyMemory<byte> body, CallFailures failures)
    {
        if (root.ArrayField("content") is not { } blocks)
            throw failures.Nonsense("answered without \"content\"", body.Span);
        var contents = new List<AIContent>();
        var isStructured = false;
        foreach (var block in blocks.EnumerateArray())
        {
            switch (block.TextField("type"))
            {
                case "text" when block.TextField("text") is { Length: > 0 } text:
                    contents.Add(new TextContent(text));
                    break;
                case "thinking":
                    contents.Add(new TextReasoningContent(block.TextField("thinking")) { ProtectedData = block.TextField("signature") });
                    break;
                case "redacted_thinking":
                    contents.Add(new TextReasoningContent("") { ProtectedData = block.TextField("data") });
                    break;
                case "tool_use" when block.TextField("name") is AnthropicWire.ReplyTool:
                    contents.Add(new TextContent(block.Field("input")?.GetRawText() ?? "{}"));
                    isStructured = true;
                    break;
                case "tool_use":
                    if (block.TextField("name") is not { Length: > 0 } name)
                        throw failures.Nonsense("answered with a tool call that names no tool", body.Span);
                    contents.Add(ToolCallParts.Call(block.TextField("id"), name, block.Field("input") is { } input ? ToolCallParts.Raw(input) : ""));
                    break;
            }
        }

        var header = ReplyHeader.Read(root);
        var reason = FinishReasons.Of(root.TextField("stop_reason"));
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, contents) { MessageId = header.Id })
        {
            ResponseId = header.Id,
            ModelId = header.Model,
            FinishReason = isStructured && reason == ChatFinishReason.ToolCalls && !contents.Exists(static content => content is FunctionCallContent) ? ChatFinishReason.Stop : reason,
            Usage = AnthropicWire.Usage(root.ObjectField("usage"), null),
        };
    }
}
