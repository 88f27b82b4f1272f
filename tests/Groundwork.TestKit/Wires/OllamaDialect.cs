namespace Groundwork.TestKit;

internal sealed class OllamaDialect : WireDialect
{
    private const string At = "2026-01-02T03:04:05Z";

    public override ModelWire Wire => ModelWire.Ollama;

    public override string StreamType => "application/x-ndjson";

    // Streams unless told not to.
    public override bool WantsStream(ModelRequest request) => !request.Json.TryGetProperty("stream", out var stream) || stream.GetBoolean();

    public override IEnumerable<string> Begin(ModelRequest request, long inputTokens) => [];

    public override string Text(ModelRequest request, string token) => Line(new { model = request.Model, created_at = At, message = new { role = "assistant", content = token }, done = false });

    public override string Reasoning(ModelRequest request, string thought) => Line(new { model = request.Model, created_at = At, message = new { role = "assistant", content = "", thinking = thought }, done = false });

    public override IEnumerable<string> ToolCall(string name, string argumentsJson) =>
        [Line(new { model = "scripted", created_at = At, message = new { role = "assistant", content = "", tool_calls = new[] { new { function = new { name, arguments = Element(argumentsJson) } } } }, done = false })];

    public override IEnumerable<string> End(ModelRequest request, string finish, (long Input, long Output)? usage) =>
        [Json(Last(request, new { role = "assistant", content = "" }, finish, usage)) + "\n"];

    public override string Whole(ModelRequest request, string? text, string? reasoning, (string Name, string Arguments)? tool, (long Input, long Output)? usage)
    {
        var message = new Dictionary<string, object?>(StringComparer.Ordinal) { ["role"] = "assistant", ["content"] = text ?? "" };
        if (reasoning is not null)
            message["thinking"] = reasoning;
        if (tool is { } call)
            message["tool_calls"] = new[] { new { function = new { name = call.Name, arguments = Element(call.Arguments) } } };
        return Json(Last(request, message, "stop", usage));
    }

    public override string Error(string message) => Line(new { error = message });

    private static Dictionary<string, object?> Last(ModelRequest request, object message, string finish, (long Input, long Output)? usage)
    {
        var last = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["model"] = request.Model,
            ["created_at"] = At,
            ["message"] = message,
            ["done"] = true,
            ["done_reason"] = finish is "tool_calls" ? "stop" : finish,
        };
        if (usage is { } counts)
        {
            last["prompt_eval_count"] = counts.Input;
            last["eval_count"] = counts.Output;
        }

        return last;
    }

    private static string Line(object value) => Json(value) + "\n";
}
