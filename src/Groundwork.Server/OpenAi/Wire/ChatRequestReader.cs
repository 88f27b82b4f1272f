using System.Text.Json;
using Groundwork.UseCases;
using Microsoft.Extensions.AI;

namespace Groundwork.Server.OpenAi.Wire;

/// <summary>Reads the body of <c>/v1/chat/completions</c>. Members that we do not know are refused, as OpenAI does: what they make a provider do could not be counted.</summary>
internal static class ChatRequestReader
{
    private const int MostTools = 512;

    /// <exception cref="InvalidRequestException">A member is missing or wrong.</exception>
    public static ChatRequest Read(JsonElement body)
    {
        var options = new ChatOptions();
        string? model = null;
        string? user = null;
        List<ChatMessage>? messages = null;
        var streams = false;
        var wantsUsage = false;
        foreach (var member in body.EnumerateObject())
        {
            var value = member.Value;
            if (value.ValueKind == JsonValueKind.Null) continue;
            switch (member.Name)
            {
                case "model": model = Fields.Text(value, "model"); break;
                case "messages": messages = MessageReader.Read(Fields.List(value, "messages")); break;
                case "stream": streams = Fields.Flag(value, "stream"); break;
                case "stream_options": wantsUsage = Fields.Object(value, "stream_options").TryGetProperty("include_usage", out var include) && Fields.Flag(include, "include_usage"); break;
                case "user": user = Fields.Text(value, "user"); break;
                case "temperature": options.Temperature = Fields.Number(value, "temperature", 0, 2); break;
                case "top_p": options.TopP = Fields.Number(value, "top_p", 0, 1); break;
                case "top_k": options.TopK = (int)Fields.Whole(value, "top_k", 0, int.MaxValue); break;
                case "max_tokens" or "max_completion_tokens": options.MaxOutputTokens = (int)Fields.Whole(value, member.Name, 1, int.MaxValue); break;
                case "frequency_penalty": options.FrequencyPenalty = Fields.Number(value, "frequency_penalty", -2, 2); break;
                case "presence_penalty": options.PresencePenalty = Fields.Number(value, "presence_penalty", -2, 2); break;
                case "seed": options.Seed = Fields.Whole(value, "seed", long.MinValue, long.MaxValue); break;
                case "stop": options.StopSequences = Stops(value); break;
                case "tools": options.Tools = Tools(Fields.List(value, "tools")); break;
                case "tool_choice": options.ToolMode = ToolChoice(value); break;
                case "parallel_tool_calls": options.AllowMultipleToolCalls = Fields.Flag(value, "parallel_tool_calls"); break;
                case "response_format": ResponseFormat(Fields.Object(value, "response_format"), options); break;
                case "reasoning_effort": Effort(Fields.Text(value, "reasoning_effort"), options); break;
                case "n" when Fields.Whole(value, "n", 1, 128) > 1:
                    throw new InvalidRequestException("The member \"n\" asks for several answers; one is given at a time. Leave it out, or send the request again.");
                case "service_tier" when value.ValueKind != JsonValueKind.String || value.GetString() is not ("auto" or "default"):
                    throw new InvalidRequestException("The member \"service_tier\" asks for another price; possible are auto and default. Leave it out.");
                // What only tells the service how to keep or name it.
                case "n" or "store" or "metadata" or "service_tier" or "safety_identifier" or "prompt_cache_key" or "prompt_cache_retention": break;
                case "functions" or "function_call":
                    throw new InvalidRequestException($"The member \"{member.Name}\" is of an older form. Use \"tools\" and \"tool_choice\".");
                default:
                    if (UseModel.ProblemOf(member.Name, value) is { } problem) throw new InvalidRequestException(problem);
                    (options.AdditionalProperties ??= [])[member.Name] = value.Clone();
                    break;
            }
        }

        if (string.IsNullOrWhiteSpace(model)) throw new InvalidRequestException("The member \"model\" is missing. Name a route or collection:NAME; GET /v1/models lists them.");
        if (messages is not { Count: > 0 }) throw new InvalidRequestException("The member \"messages\" is missing or empty. Send at least one message.");
        return new ChatRequest(model, messages, options, streams, wantsUsage, user);
    }

    public static List<AITool> Tools(JsonElement tools)
    {
        if (tools.GetArrayLength() > MostTools) throw new InvalidRequestException(FormattableString.Invariant($"{tools.GetArrayLength()} tools are offered; {MostTools} are possible."));
        var read = new List<AITool>(tools.GetArrayLength());
        foreach (var tool in tools.EnumerateArray())
        {
            if (!string.Equals(Fields.RequiredText(Fields.Object(tool, "tools"), "type", "a tool"), "function", StringComparison.Ordinal))
                throw new InvalidRequestException($"A tool of type \"{tool.GetProperty("type").GetString()}\" is not known; only functions are.");
            if (!tool.TryGetProperty("function", out var function)) throw new InvalidRequestException("The member \"function\" is missing in a tool.");
            read.Add(Function(Fields.Object(function, "function")));
        }

        return read;
    }

    /// <summary>A function that a model may call.</summary>
    public static AITool Function(JsonElement function)
    {
        var schema = function.TryGetProperty("parameters", out var parameters) && parameters.ValueKind == JsonValueKind.Object ? parameters.Clone() : NoParameters;
        var isStrict = function.TryGetProperty("strict", out var strict) && Fields.Flag(strict, "strict");
        return new OfferedFunction(Fields.RequiredText(function, "name", "a function"), Fields.OptionalText(function, "description") ?? "", schema, isStrict);
    }

    private static JsonElement NoParameters { get; } = JsonDocument.Parse("""{"type":"object","properties":{}}""").RootElement.Clone();

    public static ChatToolMode ToolChoice(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() switch
        {
            "auto" => ChatToolMode.Auto,
            "none" => ChatToolMode.None,
            "required" => ChatToolMode.RequireAny,
            var other => throw new InvalidRequestException($"The member \"tool_choice\" is \"{other}\"; possible are auto, none, required, or a function."),
        },
        JsonValueKind.Object when value.TryGetProperty("function", out var function) => ChatToolMode.RequireSpecific(Fields.RequiredText(Fields.Object(function, "function"), "name", "tool_choice")),
        JsonValueKind.Object => ChatToolMode.RequireSpecific(Fields.RequiredText(value, "name", "tool_choice")),
        _ => throw Fields.Wrong("tool_choice", "a text or an object", value),
    };

    /// <summary>How much a model thinks. A word that only some servers know is passed on.</summary>
    public static void Effort(string word, ChatOptions options)
    {
        ReasoningEffort? effort = word switch
        {
            "none" => ReasoningEffort.None,
            "low" => ReasoningEffort.Low,
            "medium" => ReasoningEffort.Medium,
            "high" => ReasoningEffort.High,
            "xhigh" => ReasoningEffort.ExtraHigh,
            _ => null,
        };
        if (effort is { } known) options.Reasoning = new ReasoningOptions { Effort = known };
        else (options.AdditionalProperties ??= [])["reasoning_effort"] = word;
    }

    private static void ResponseFormat(JsonElement format, ChatOptions options)
    {
        switch (Fields.RequiredText(format, "type", "response_format"))
        {
            case "text": options.ResponseFormat = ChatResponseFormat.Text; break;
            case "json_object": options.ResponseFormat = ChatResponseFormat.Json; break;
            case "json_schema":
                if (!format.TryGetProperty("json_schema", out var wanted)) throw new InvalidRequestException("The member \"json_schema\" is missing in response_format.");
                Schema(Fields.Object(wanted, "json_schema"), options);
                break;
            case var other: throw new InvalidRequestException($"The response format \"{other}\" is not known; possible are text, json_object and json_schema.");
        }
    }

    /// <summary>A reply in the form of a JSON schema.</summary>
    public static void Schema(JsonElement wanted, ChatOptions options)
    {
        if (!wanted.TryGetProperty("schema", out var schema)) throw new InvalidRequestException("The member \"schema\" is missing in the JSON schema of the reply.");
        options.ResponseFormat = ChatResponseFormat.ForJsonSchema(Fields.Object(schema, "schema").Clone(), Fields.OptionalText(wanted, "name"), Fields.OptionalText(wanted, "description"));
        if (wanted.TryGetProperty("strict", out var strict) && strict.ValueKind != JsonValueKind.Null) (options.AdditionalProperties ??= [])["strict"] = Fields.Flag(strict, "strict");
    }

    private static List<string> Stops(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? [value.GetString()!]
        : [.. Fields.List(value, "stop").EnumerateArray().Select(static stop => Fields.Text(stop, "stop"))];
}
