namespace Groundwork.TestKit;

internal sealed class AnthropicDialect : WireDialect
{
    public override ModelWire Wire => ModelWire.Anthropic;

    public override IEnumerable<string> Begin(ModelRequest request, long inputTokens) =>
    [
        Event("message_start", Json(new { type = "message_start", message = new { id = "msg_scripted", type = "message", role = "assistant", model = request.Model, content = Array.Empty<object>(), usage = new { input_tokens = inputTokens, output_tokens = 1 } } })),
        Event("ping", Json(new { type = "ping" })),
        Event("content_block_start", Json(new { type = "content_block_start", index = 0, content_block = new { type = "text", text = "" } })),
    ];

    public override string Text(ModelRequest request, string token) => Delta(0, new { type = "text_delta", text = token });

    public override string Reasoning(ModelRequest request, string thought) => Delta(0, new { type = "thinking_delta", thinking = thought });

    public override IEnumerable<string> ToolCall(string name, string argumentsJson)
    {
        var half = argumentsJson.Length / 2;
        yield return Event("content_block_start", Json(new { type = "content_block_start", index = 1, content_block = new { type = "tool_use", id = "call_scripted", name, input = new { } } }));
        yield return Delta(1, new { type = "input_json_delta", partial_json = argumentsJson[..half] });
        yield return Delta(1, new { type = "input_json_delta", partial_json = argumentsJson[half..] });
        yield return Event("content_block_stop", Json(new { type = "content_block_stop", index = 1 }));
    }

    public override IEnumerable<string> End(ModelRequest request, string finish, (long Input, long Output)? usage)
    {
        var delta = new { stop_reason = Reason(finish) };
        yield return usage is { } counts
            ? Event("message_delta", Json(new { type = "message_delta", delta, usage = new { input_tokens = counts.Input, output_tokens = counts.Output } }))
            : Event("message_delta", Json(new { type = "message_delta", delta }));
        yield return Event("message_stop", Json(new { type = "message_stop" }));
    }

    public override string Whole(ModelRequest request, string? text, string? reasoning, (string Name, string Arguments)? tool, (long Input, long Output)? usage)
    {
        var blocks = new List<object>();
        if (reasoning is not null)
            blocks.Add(new { type = "thinking", thinking = reasoning, signature = "sig" });
        if (tool is { } call)
            blocks.Add(new { type = "tool_use", id = "call_scripted", name = call.Name, input = Element(call.Arguments) });
        else
            blocks.Add(new { type = "text", text });
        var reply = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["id"] = "msg_scripted",
            ["type"] = "message",
            ["role"] = "assistant",
            ["model"] = request.Model,
            ["content"] = blocks,
            ["stop_reason"] = Reason(tool is null ? "stop" : "tool_calls"),
        };
        if (usage is { } counts)
            reply["usage"] = new { input_tokens = counts.Input, output_tokens = counts.Output };
        return Json(reply);
    }

    public override string Error(string message) => Event("error", Json(new { type = "error", error = new { type = "overloaded_error", message } }));

    private static string Reason(string finish) => finish switch { "stop" => "end_turn", "length" => "max_tokens", "tool_calls" => "tool_use", _ => finish };

    private static string Delta(int index, object delta) => Event("content_block_delta", Json(new { type = "content_block_delta", index, delta }));
}
