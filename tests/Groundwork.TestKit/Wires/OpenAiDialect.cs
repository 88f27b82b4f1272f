namespace Groundwork.TestKit;

internal sealed class OpenAiDialect : WireDialect
{
    public override ModelWire Wire => ModelWire.OpenAi;

    public override IEnumerable<string> Begin(ModelRequest request, long inputTokens) => [Chunk(request, new { role = "assistant", content = "" }, null)];

    public override string Text(ModelRequest request, string token) => Chunk(request, new { content = token }, null);

    public override string Reasoning(ModelRequest request, string thought) => Chunk(request, new { reasoning_content = thought }, null);

    // In two pieces, as servers send them.
    public override IEnumerable<string> ToolCall(string name, string argumentsJson)
    {
        var half = argumentsJson.Length / 2;
        yield return Delta(new { tool_calls = new[] { new { index = 0, id = "call_scripted", type = "function", function = new { name, arguments = argumentsJson[..half] } } } });
        yield return Delta(new { tool_calls = new[] { new { index = 0, function = new { arguments = argumentsJson[half..] } } } });
    }

    public override IEnumerable<string> End(ModelRequest request, string finish, (long Input, long Output)? usage)
    {
        yield return Chunk(request, new { }, finish);
        var wantsUsage = request.Json.TryGetProperty("stream_options", out var options) && options.TryGetProperty("include_usage", out var include) && include.GetBoolean();
        if (usage is { } counts && wantsUsage)
            yield return Event(Json(new { id = Id, @object = "chat.completion.chunk", created = Created, model = request.Model, choices = Array.Empty<object>(), usage = Usage(counts) }));
        yield return Event("[DONE]");
    }

    public override string Whole(ModelRequest request, string? text, string? reasoning, (string Name, string Arguments)? tool, (long Input, long Output)? usage)
    {
        var message = new Dictionary<string, object?>(StringComparer.Ordinal) { ["role"] = "assistant", ["content"] = tool is null ? text : null };
        if (reasoning is not null)
            message["reasoning_content"] = reasoning;
        if (tool is { } call)
            message["tool_calls"] = new[] { new { id = "call_scripted", type = "function", function = new { name = call.Name, arguments = call.Arguments } } };
        var reply = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["id"] = Id,
            ["object"] = "chat.completion",
            ["created"] = Created,
            ["model"] = request.Model,
            ["choices"] = new[] { new { index = 0, message, finish_reason = tool is null ? "stop" : "tool_calls" } },
        };
        if (usage is { } counts)
            reply["usage"] = Usage(counts);
        return Json(reply);
    }

    private static object Usage((long Input, long Output) usage) => new { prompt_tokens = usage.Input, completion_tokens = usage.Output, total_tokens = usage.Input + usage.Output };

    private static string Delta(object delta) => Event(Json(new { id = Id, choices = new[] { new { index = 0, delta } } }));

    private static string Chunk(ModelRequest request, object delta, string? finish) =>
        Event(Json(new { id = Id, @object = "chat.completion.chunk", created = Created, model = request.Model, choices = new[] { new { index = 0, delta, finish_reason = finish } } }));
}
