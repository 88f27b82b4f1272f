using System.Text.Json;
using Groundwork.Models.Calls;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.Anthropic;

/// <summary>The events of a streamed message.</summary>
internal sealed class AnthropicStream(CallFailures failures) : ChatStreamReader(failures)
{
    // Blocks whose pieces are structured output, by index.
    private readonly HashSet<long> _replies = [];

    public override bool IsEnd(in StreamEvent next) => next.Name is "message_stop";

    protected override ChatResponseUpdate? Apply(JsonElement root)
    {
        switch (root.TextField("type"))
        {
            case "message_start" when root.ObjectField("message") is { } message:
                Header = ReplyHeader.Read(message);
                Usage = AnthropicWire.Usage(message.ObjectField("usage"), Usage);
                return null;
            case "content_block_start" when root.ObjectField("content_block") is { } block && !IsFinished:
                return Begin(root.CountField("index") ?? 0, block);
            case "content_block_delta" when root.ObjectField("delta") is { } delta && !IsFinished:
                return Piece(root.CountField("index") ?? 0, delta);
            case "message_delta":
                Usage = AnthropicWire.Usage(root.ObjectField("usage"), Usage);
                return !IsFinished && FinishReasons.Of(root.ObjectField("delta")?.TextField("stop_reason")) is { } finish
                    ? Finish([], finish == ChatFinishReason.ToolCalls && !ToolCalls.Any && _replies.Count > 0 ? ChatFinishReason.Stop : finish)
                    : null;
            default:
                // Pings, ends of blocks, and whatever is added later.
                return null;
        }
    }

    private ChatResponseUpdate? Begin(long index, JsonElement block)
    {
        switch (block.TextField("type"))
        {
            case "text" when block.TextField("text") is { Length: > 0 } text:
                return Text(text);
            case "redacted_thinking":
                return Content([new TextReasoningContent("") { ProtectedData = block.TextField("data") }]);
            case "tool_use" when block.TextField("name") is AnthropicWire.ReplyTool:
                _replies.Add(index);
                return null;
            case "tool_use":
                var hasInput = block.ObjectField("input") is { } input && input.EnumerateObject().Any();
                ToolCalls.Add(index, block.TextField("id"), block.TextField("name"), hasInput ? block.GetProperty("input").GetRawText() : null);
                return null;
            default:
                return null;
        }
    }

    private ChatResponseUpdate? Piece(long index, JsonElement delta)
    {
        switch (delta.TextField("type"))
        {
            case "text_delta" when delta.TextField("text") is { Length: > 0 } text:
                return Text(text);
            case "thinking_delta" when delta.TextField("thinking") is { Length: > 0 } thought:
                return Content([new TextReasoningContent(thought)]);
            case "signature_delta" when delta.TextField("signature") is { Length: > 0 } signature:
                return Content([new TextReasoningContent("") { ProtectedData = signature }]);
            case "input_json_delta" when delta.TextField("partial_json") is { Length: > 0 } json:
                if (_replies.Contains(index))
                    return Text(json);
                ToolCalls.Add(index, null, null, json);
                return null;
            default:
                return null;
        }
    }
}
