using System.Text.Json;
using Groundwork.UseCases;
using Microsoft.Extensions.AI;

namespace Groundwork.Server.OpenAi.Wire;

/// <summary>Reads the messages of a chat.</summary>
internal static class MessageReader
{
    public static List<ChatMessage> Read(JsonElement messages)
    {
        var read = new List<ChatMessage>(messages.GetArrayLength());
        foreach (var message in messages.EnumerateArray()) read.Add(One(Fields.Object(message, "messages")));
        return read;
    }

    /// <summary>What a person or program says: a text, or parts of texts and images.</summary>
    public static List<AIContent> Content(JsonElement content, string member) => content.ValueKind switch
    {
        JsonValueKind.String => [new TextContent(content.GetString())],
        JsonValueKind.Null => [],
        JsonValueKind.Array => [.. content.EnumerateArray().Select(part => Part(Fields.Object(part, member)))],
        _ => throw Fields.Wrong(member, "a text or a list of parts", content),
    };

    /// <summary>An image by its address or as data.</summary>
    public static AIContent Image(string url)
    {
        if (url.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                return new DataContent(url);
            }
            catch (Exception problem) when (problem is ArgumentException or FormatException)
            {
                throw new InvalidRequestException("An image is not a data URL that can be read. Send data:image/png;base64,….");
            }
        }

        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new UriContent(address, ImageType(address))
            : throw new InvalidRequestException("An image has neither an http(s) address nor a data URL.");
    }

    // From the ending of its path; what has none is some image.
    private static string ImageType(Uri address) => Path.GetExtension(address.AbsolutePath).ToUpperInvariant() switch
    {
        ".PNG" => "image/png",
        ".JPG" or ".JPEG" => "image/jpeg",
        ".GIF" => "image/gif",
        ".WEBP" => "image/webp",
        ".HEIC" => "image/heic",
        _ => "image/*",
    };

    private static ChatMessage One(JsonElement message)
    {
        var role = Fields.RequiredText(message, "role", "a message");
        var contents = message.TryGetProperty("content", out var content) ? Content(content, "content") : [];
        switch (role)
        {
            case "tool":
                return new ChatMessage(ChatRole.Tool, [new FunctionResultContent(Fields.RequiredText(message, "tool_call_id", "a tool message"), TextOf(contents))]);
            case "assistant":
                if (message.TryGetProperty("tool_calls", out var calls) && calls.ValueKind == JsonValueKind.Array)
                    foreach (var call in calls.EnumerateArray()) contents.Add(Call(Fields.Object(call, "tool_calls")));
                break;
            case "system" or "developer" or "user":
                if (contents.Count == 0) throw new InvalidRequestException($"A message of the role {role} has no content.");
                break;
            default:
                throw new InvalidRequestException($"The role \"{role}\" is not known; possible are system, developer, user, assistant and tool.");
        }

        return new ChatMessage(role is "developer" ? ChatRole.System : new ChatRole(role), contents) { AuthorName = Fields.OptionalText(message, "name") };
    }

    private static AIContent Part(JsonElement part)
    {
        switch (Fields.RequiredText(part, "type", "a part"))
        {
            case "text" or "input_text" or "output_text": return new TextContent(Fields.RequiredText(part, "text", "a part"));
            case "refusal": return new TextContent(Fields.RequiredText(part, "refusal", "a part"));
            case "image_url":
                var image = part.TryGetProperty("image_url", out var given) ? given : throw new InvalidRequestException("The member \"image_url\" is missing in a part.");
                return Image(image.ValueKind == JsonValueKind.String ? image.GetString()! : Fields.RequiredText(Fields.Object(image, "image_url"), "url", "image_url"));
            case "input_image": return Image(Fields.RequiredText(part, "image_url", "a part"));
            case var other: throw new InvalidRequestException($"A part of the type \"{other}\" is not known; possible are text and image_url.");
        }
    }

    private static FunctionCallContent Call(JsonElement call)
    {
        if (!call.TryGetProperty("function", out var function)) throw new InvalidRequestException("The member \"function\" is missing in a tool call.");
        var read = Call(Fields.RequiredText(call, "id", "a tool call"), Fields.RequiredText(Fields.Object(function, "function"), "name", "a tool call"), Fields.OptionalText(function, "arguments"));
        if (call.TryGetProperty("extra_content", out var extra) && extra.ValueKind == JsonValueKind.Object && extra.TryGetProperty("google", out var google) && google.ValueKind == JsonValueKind.Object)
            UseModel.Sign(read, Fields.OptionalText(google, "thought_signature"));
        return read;
    }

    /// <summary>A call that a model made earlier. Arguments that are no JSON object are kept as they were.</summary>
    public static FunctionCallContent Call(string id, string name, string? arguments)
    {
        try
        {
            return new FunctionCallContent(id, name, string.IsNullOrWhiteSpace(arguments) ? null : JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments, AIJsonUtilities.DefaultOptions));
        }
        catch (JsonException)
        {
            return new FunctionCallContent(id, name, null) { RawRepresentation = arguments };
        }
    }

    private static string TextOf(List<AIContent> contents) => string.Concat(contents.OfType<TextContent>().Select(static text => text.Text));
}
