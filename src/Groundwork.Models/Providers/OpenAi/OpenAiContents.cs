using System.Text;
using System.Text.Json;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.OpenAi;

/// <summary>Contents of a message or of a delta of one.</summary>
internal static class OpenAiContents
{
    /// <summary>What was thought, said and refused, in this order; not the tool calls.</summary>
    public static List<AIContent> Read(JsonElement message)
    {
        var contents = new List<AIContent>();
        if (Reasoning(message) is { Length: > 0 } reasoning)
            contents.Add(new TextReasoningContent(reasoning));
        if (Text(message) is { Length: > 0 } text)
            contents.Add(new TextContent(text));
        if (message.TextField("refusal") is { Length: > 0 } refusal)
            contents.Add(new ErrorContent(refusal) { ErrorCode = "refusal" });
        return contents;
    }

    // Servers send a string, or a list of parts.
    private static string? Text(JsonElement message)
    {
        if (message.Field("content") is not { ValueKind: JsonValueKind.Array } parts)
            return message.TextField("content");
        var text = new StringBuilder();
        foreach (var part in parts.EnumerateArray())
            text.Append(part.ValueKind == JsonValueKind.String ? part.Text() : part.TextField("text"));
        return text.ToString();
    }

    // Under either of the two names in use; Mistral puts it into a part of the content.
    private static string? Reasoning(JsonElement message)
    {
        if ((message.TextField("reasoning_content") ?? message.TextField("reasoning")) is { } thought)
            return thought;
        if (message.ArrayField("content") is not { } parts)
            return null;
        var text = new StringBuilder();
        foreach (var part in parts.EnumerateArray())
            if (part.ArrayField("thinking") is { } steps)
                foreach (var step in steps.EnumerateArray())
                    text.Append(step.TextField("text"));
        return text.ToString();
    }
}
