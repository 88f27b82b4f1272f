using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Wire;

/// <summary>Contents of a message or of a delta of one.</summary>
internal static class MessageReader
{
    /// <summary>The visible text; null or empty if there is none. Servers send a string, or a list of parts.</summary>
    public static string? Text(JsonElement message)
    {
        if (message.Field("content") is not { ValueKind: JsonValueKind.Array } parts)
            return message.TextField("content");
        var text = new StringBuilder();
        foreach (var part in parts.EnumerateArray())
            text.Append(part.ValueKind == JsonValueKind.String ? part.Text() : part.TextField("text"));
        return text.ToString();
    }

    /// <summary>What the model thought before it answered, under either of the two names in use.</summary>
    public static string? Reasoning(JsonElement message) => message.TextField("reasoning_content") ?? message.TextField("reasoning");

    public static string? Refusal(JsonElement message) => message.TextField("refusal");

    /// <summary>A call of a tool. Arguments that are not a JSON object leave <see cref="FunctionCallContent.Exception"/> set.</summary>
    public static FunctionCallContent ToolCall(string id, string name, string argumentsJson)
    {
        if (string.IsNullOrWhiteSpace(argumentsJson))
            return new FunctionCallContent(id, name, new Dictionary<string, object?>(StringComparer.Ordinal));
        return FunctionCallContent.CreateFromParsedArguments(argumentsJson, id, name, ParseArguments);
    }

    private static Dictionary<string, object?> ParseArguments(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        if (parsed.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException($"The arguments of a tool call are a JSON {parsed.RootElement.ValueKind}, not an object.");
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var argument in parsed.RootElement.EnumerateObject())
            arguments[argument.Name] = argument.Value.ValueKind == JsonValueKind.Null ? null : argument.Value.Clone();
        return arguments;
    }
}
