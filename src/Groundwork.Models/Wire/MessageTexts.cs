using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Wire;

/// <summary>Texts that messages carry.</summary>
internal static class MessageTexts
{
    /// <summary>Every text that goes to the server.</summary>
    public static IEnumerable<string> Sent(IReadOnlyList<ChatMessage> messages, string? instructions)
    {
        if (instructions is not null)
            yield return instructions;
        foreach (var content in messages.SelectMany(static message => message.Contents))
        {
            switch (content)
            {
                case TextContent text:
                    yield return text.Text;
                    break;
                case FunctionResultContent result:
                    yield return Result(result);
                    break;
                case FunctionCallContent call:
                    yield return Arguments(call);
                    break;
            }
        }
    }

    /// <summary>Instructions and system messages, which some servers want apart from the conversation; null if there are none.</summary>
    public static string? System(IReadOnlyList<ChatMessage> messages, string? instructions)
    {
        List<string>? texts = null;
        if (!string.IsNullOrEmpty(instructions))
            (texts = []).Add(instructions);
        foreach (var message in messages)
            if (IsSystem(message) && message.Text is { Length: > 0 } text)
                (texts ??= []).Add(text);
        return texts is null ? null : Utf16.Repaired(string.Join("\n\n", texts));
    }

    public static bool IsSystem(ChatMessage message) => message.Role == ChatRole.System || string.Equals(message.Role.Value, "developer", StringComparison.OrdinalIgnoreCase);

    /// <summary>The arguments of a call as the model wrote them: a JSON object, unless it wrote something else.</summary>
    public static string Arguments(FunctionCallContent call) => Broken(call) ?? Json(call.Arguments);

    /// <summary>The arguments of a call as a JSON object, for servers that take no other; text that is none stands in its only member.</summary>
    public static string ArgumentsObject(FunctionCallContent call) =>
        Json(Broken(call) is { } text ? new Dictionary<string, object?>(StringComparer.Ordinal) { ["INVALID_JSON"] = Utf16.Repaired(text) } : call.Arguments);

    private static string? Broken(FunctionCallContent call) => call is { Arguments: null, RawRepresentation: string text } ? text : null;

    private static string Json(IDictionary<string, object?>? arguments) =>
        arguments is null ? "{}" : JsonSerializer.Serialize(arguments, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(IDictionary<string, object?>)));

    /// <summary>What a tool gave, as text or JSON.</summary>
    public static string Result(FunctionResultContent result) => result.Result switch
    {
        null => result.Exception is null ? "" : "The tool failed.",
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } text => text.Text(),
        var value => JsonSerializer.Serialize(value, AIJsonUtilities.DefaultOptions),
    };

    /// <summary>Refuses content that is neither text nor an image, with words for whoever sent it.</summary>
    public static NotSupportedException CannotSend(AIContent content, string server) => content switch
    {
        DataContent data => new($"A message holds {data.MediaType} data; only images can be sent. Turn it into text first."),
        UriContent link when !link.HasTopLevelMediaType("image") => new("A message links to something that is not an image; only images can be sent. Turn it into text first."),
        UriContent => new($"{server} takes no links to images. Send the image itself."),
        _ => new($"A message holds a {content.GetType().Name}, which {server} does not take."),
    };
}
