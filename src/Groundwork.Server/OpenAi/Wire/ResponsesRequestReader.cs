using System.Text.Json;
using Groundwork.UseCases;
using Microsoft.Extensions.AI;

namespace Groundwork.Server.OpenAi.Wire;

/// <summary>Reads the body of <c>/v1/responses</c>: what of it maps to a chat. Nothing is kept between requests.</summary>
internal static class ResponsesRequestReader
{
    /// <exception cref="InvalidRequestException">A member is missing, wrong, or needs kept state.</exception>
    public static ResponsesRequest Read(JsonElement body)
    {
        var options = new ChatOptions();
        var messages = new List<ChatMessage>();
        string? model = null;
        string? user = null;
        var streams = false;
        foreach (var member in body.EnumerateObject())
        {
            var value = member.Value;
            if (value.ValueKind == JsonValueKind.Null) continue;
            switch (member.Name)
            {
                case "model": model = Fields.Text(value, "model"); break;
                case "input": Input(value, messages); break;
                case "instructions": options.Instructions = Fields.Text(value, "instructions"); break;
                case "stream": streams = Fields.Flag(value, "stream"); break;
                case "user" or "safety_identifier": user = Fields.Text(value, member.Name); break;
                case "temperature": options.Temperature = Fields.Number(value, "temperature", 0, 2); break;
                case "top_p": options.TopP = Fields.Number(value, "top_p", 0, 1); break;
                case "max_output_tokens": options.MaxOutputTokens = (int)Fields.Whole(value, "max_output_tokens", 1, int.MaxValue); break;
                case "parallel_tool_calls": options.AllowMultipleToolCalls = Fields.Flag(value, "parallel_tool_calls"); break;
                case "tools": options.Tools = Tools(Fields.List(value, "tools")); break;
                case "tool_choice": options.ToolMode = ChatRequestReader.ToolChoice(value); break;
                case "text": Format(Fields.Object(value, "text"), options); break;
                case "reasoning" when value.ValueKind == JsonValueKind.Object && value.TryGetProperty("effort", out var effort) && effort.ValueKind == JsonValueKind.String:
                    ChatRequestReader.Effort(Fields.Text(effort, "effort"), options);
                    break;
                case "previous_response_id" or "conversation":
                    throw new InvalidRequestException($"The member \"{member.Name}\" needs earlier responses, and none are kept. Send the whole conversation as \"input\".");
                case "background" when Fields.Flag(value, "background"):
                    throw new InvalidRequestException("A response in the background would have to be kept, and none are. Leave \"background\" out.");
                default: break; // What only tells the service how to keep or bill it.
            }
        }

        if (string.IsNullOrWhiteSpace(model)) throw new InvalidRequestException("The member \"model\" is missing. Name a route or collection:NAME; GET /v1/models lists them.");
        if (messages.Count == 0) throw new InvalidRequestException("The member \"input\" is missing or empty. Send a text or a list of items.");
        return new ResponsesRequest(model, messages, options, streams, user);
    }

    private static void Input(JsonElement input, List<ChatMessage> messages)
    {
        if (input.ValueKind == JsonValueKind.String)
        {
            messages.Add(new ChatMessage(ChatRole.User, input.GetString()));
            return;
        }

        foreach (var item in Fields.List(input, "input").EnumerateArray())
        {
            if (Item(Fields.Object(item, "input")) is not { } message) continue;

            // What a model said and called in one turn comes as several items, and goes back as one message.
            if (message.Role == ChatRole.Assistant && messages is [.., { } last] && last.Role == ChatRole.Assistant)
                foreach (var content in message.Contents) last.Contents.Add(content);
            else
                messages.Add(message);
        }
    }

    // Null for an item that no model takes back.
    private static ChatMessage? Item(JsonElement item)
    {
        switch (Fields.OptionalText(item, "type") ?? "message")
        {
            case "message":
                var role = Fields.RequiredText(item, "role", "an item");
                if (role is not ("user" or "assistant" or "system" or "developer")) throw new InvalidRequestException($"The role \"{role}\" is not known; possible are system, developer, user and assistant.");
                var content = item.TryGetProperty("content", out var given) ? MessageReader.Content(given, "content") : [];
                return new ChatMessage(role is "developer" ? ChatRole.System : new ChatRole(role), content);
            case "function_call":
                return new ChatMessage(ChatRole.Assistant, [MessageReader.Call(Fields.RequiredText(item, "call_id", "a function call"), Fields.RequiredText(item, "name", "a function call"), Fields.OptionalText(item, "arguments"))]);
            case "function_call_output":
                var output = item.TryGetProperty("output", out var said) ? said : throw new InvalidRequestException("The member \"output\" is missing in a function call's output.");
                var text = output.ValueKind == JsonValueKind.String ? output.GetString() : string.Concat(MessageReader.Content(output, "output").OfType<TextContent>().Select(static part => part.Text));
                return new ChatMessage(ChatRole.Tool, [new FunctionResultContent(Fields.RequiredText(item, "call_id", "a function call's output"), text)]);
            case "reasoning":
                return null;
            case var other:
                throw new InvalidRequestException($"An item of the type \"{other}\" is not known; possible are message, function_call and function_call_output.");
        }
    }

    private static List<AITool> Tools(JsonElement tools) =>
    [
        .. tools.EnumerateArray().Select(static tool => Fields.RequiredText(Fields.Object(tool, "tools"), "type", "a tool") is "function"
            ? ChatRequestReader.Function(tool)
            : throw new InvalidRequestException($"A tool of the type \"{tool.GetProperty("type").GetString()}\" is run by the service it comes from; only functions are possible here.")),
    ];

    private static void Format(JsonElement text, ChatOptions options)
    {
        if (!text.TryGetProperty("format", out var format) || format.ValueKind == JsonValueKind.Null) return;
        switch (Fields.RequiredText(Fields.Object(format, "format"), "type", "text.format"))
        {
            case "text": break;
            case "json_object": options.ResponseFormat = ChatResponseFormat.Json; break;
            case "json_schema": ChatRequestReader.Schema(format, options); break;
            case var other: throw new InvalidRequestException($"The format \"{other}\" is not known; possible are text, json_object and json_schema.");
        }
    }
}
