using System.Text.Json;

namespace Groundwork.TestKit;

/// <summary>How a scripted server words an answer on one wire. Frames are whole pieces of a stream, with their line ends.</summary>
public abstract class WireDialect
{
    protected const string Id = "chatcmpl-scripted";
    protected const long Created = 1_767_323_045;

    public abstract ModelWire Wire { get; }

    public virtual string StreamType => "text/event-stream";

    /// <summary>The dialect of a path; null if it is no chat.</summary>
    public static WireDialect? Of(string path) => path switch
    {
        "/v1/messages" => new AnthropicDialect(),
        "/api/chat" => new OllamaDialect(),
        _ when path.EndsWith("/chat/completions", StringComparison.Ordinal) && (path.StartsWith("/v1/", StringComparison.Ordinal) || path.StartsWith("/openai/", StringComparison.Ordinal)) => new OpenAiDialect(),
        _ when path.EndsWith(":generateContent", StringComparison.Ordinal) || path.EndsWith(":streamGenerateContent", StringComparison.Ordinal) => new GeminiDialect(),
        _ => null,
    };

    /// <summary>True if the request wants a stream.</summary>
    public virtual bool WantsStream(ModelRequest request) => request.WantsStream;

    /// <summary>What comes before the first word.</summary>
    public abstract IEnumerable<string> Begin(ModelRequest request, long inputTokens);

    public abstract string Text(ModelRequest request, string token);

    public abstract string Reasoning(ModelRequest request, string thought);

    public abstract IEnumerable<string> ToolCall(string name, string argumentsJson);

    /// <summary>What comes after the last word.</summary>
    /// <param name="request">The request.</param>
    /// <param name="finish">Reason in the words of OpenAI: stop, length or tool_calls.</param>
    /// <param name="usage">Tokens in and out; null to leave them out.</param>
    public abstract IEnumerable<string> End(ModelRequest request, string finish, (long Input, long Output)? usage);

    /// <summary>The answer as one document.</summary>
    public abstract string Whole(ModelRequest request, string? text, string? reasoning, (string Name, string Arguments)? tool, (long Input, long Output)? usage);

    /// <summary>An error in the middle of a stream.</summary>
    public virtual string Error(string message) => Event(Json(new { error = new { message } }));

    protected static string Event(string data) => $"data: {data}\n\n";

    protected static string Event(string name, string data) => $"event: {name}\ndata: {data}\n\n";

    protected static string Json(object value) => JsonSerializer.Serialize(value);

    protected static JsonElement Element(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(json);
        }
        catch (JsonException)
        {
            // Only one wire carries arguments as text; the others cannot break them.
            return JsonSerializer.SerializeToElement(json);
        }
    }
}
