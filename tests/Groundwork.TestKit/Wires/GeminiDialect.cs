namespace Groundwork.TestKit;

internal sealed class GeminiDialect : WireDialect
{
    public override ModelWire Wire => ModelWire.Gemini;

    public override bool WantsStream(ModelRequest request) => request.Path.Contains(":streamGenerateContent", StringComparison.Ordinal);

    public override IEnumerable<string> Begin(ModelRequest request, long inputTokens) => [];

    public override string Text(ModelRequest request, string token) => Chunk(new { text = token });

    public override string Reasoning(ModelRequest request, string thought) => Chunk(new { text = thought, thought = true });

    public override IEnumerable<string> ToolCall(string name, string argumentsJson) => [Chunk(new { functionCall = new { name, args = Element(argumentsJson) } })];

    public override IEnumerable<string> End(ModelRequest request, string finish, (long Input, long Output)? usage) => [Event(Json(Reply([new { text = "" }], Reason(finish), usage)))];

    public override string Whole(ModelRequest request, string? text, string? reasoning, (string Name, string Arguments)? tool, (long Input, long Output)? usage)
    {
        var parts = new List<object>();
        if (reasoning is not null)
            parts.Add(new { text = reasoning, thought = true });
        if (tool is { } call)
            parts.Add(new { functionCall = new { name = call.Name, args = Element(call.Arguments) } });
        else
            parts.Add(new { text });
        return Json(Reply(parts, "STOP", usage));
    }

    public override string Error(string message) => Event(Json(new { error = new { code = 503, message, status = "UNAVAILABLE" } }));

    private static string Reason(string finish) => finish switch { "length" => "MAX_TOKENS", "stop" or "tool_calls" => "STOP", _ => finish };

    private static string Chunk(object part) => Event(Json(Reply([part], null, null)));

    private static Dictionary<string, object?> Reply(IReadOnlyList<object> parts, string? finish, (long Input, long Output)? usage)
    {
        var candidate = new Dictionary<string, object?>(StringComparer.Ordinal) { ["content"] = new { role = "model", parts }, ["index"] = 0 };
        if (finish is not null)
            candidate["finishReason"] = finish;
        var reply = new Dictionary<string, object?>(StringComparer.Ordinal) { ["candidates"] = new[] { candidate }, ["modelVersion"] = "scripted", ["responseId"] = "scripted" };
        if (usage is { } counts)
            reply["usageMetadata"] = new { promptTokenCount = counts.Input, candidatesTokenCount = counts.Output, totalTokenCount = counts.Input + counts.Output };
        return reply;
    }
}
