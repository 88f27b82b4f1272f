using System.Text.Json;
using Groundwork.Models.Calls;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.OpenAi;

/// <summary>Writes the body of a chat completion request.</summary>
internal static class OpenAiRequest
{
    private const string MaxTokens = "max_tokens";
    private const string MaxCompletionTokens = "max_completion_tokens";
    private const string Strict = "strict";
    private const string ReasoningEffortName = "reasoning_effort";

    /// <summary>The body, as UTF-8.</summary>
    /// <param name="ask">What is asked for.</param>
    /// <param name="wantsCompletionTokens">The server takes <c>max_completion_tokens</c> and not <c>max_tokens</c>.</param>
    /// <exception cref="NotSupportedException">A message holds content that this wire format cannot carry, or an extra member is none of <see cref="ExtraMembers"/>.</exception>
    public static ReadOnlyMemory<byte> Write(ChatAsk ask, bool wantsCompletionTokens = false)
    {
        var fields = ask.Options?.AdditionalProperties;
        wantsCompletionTokens |= fields?.ContainsKey(MaxCompletionTokens) == true;
        return JsonBody.Object((ask, wantsCompletionTokens), static (json, from) => WriteFields(json, from.ask, from.wantsCompletionTokens));
    }

    private static void WriteFields(Utf8JsonWriter json, ChatAsk ask, bool wantsCompletionTokens)
    {
        var options = ask.Options;
        json.WriteString("model", ask.Model);
        json.WriteStartArray("messages");
        if (!string.IsNullOrEmpty(options?.Instructions))
            OpenAiMessages.WriteText(json, "system", options.Instructions);
        for (var i = 0; i < ask.Messages.Count; i++)
            OpenAiMessages.Write(json, ask.Messages[i]);
        json.WriteEndArray();
        json.WriteBoolean("stream", ask.IsStream);
        if (ask.IsStream)
        {
            json.WriteStartObject("stream_options");
            json.WriteBoolean("include_usage", true);
            json.WriteEndObject();
        }

        json.WriteNumber(wantsCompletionTokens ? MaxCompletionTokens : MaxTokens, Most(ask));
        if (options is not null)
            WriteOptions(json, ask, options);
    }

    // A client that speaks of completion tokens gets what it asks for, never more than the limit.
    private static long Most(ChatAsk ask)
    {
        long most = ask.MaxOutputTokens;
        foreach (var name in new[] { MaxTokens, MaxCompletionTokens })
            if (ask.Options?.AdditionalProperties?.TryGetValue(name, out long wished) == true && wished > 0)
                most = Math.Min(most, wished);
        return most;
    }

    private static void WriteOptions(Utf8JsonWriter json, ChatAsk ask, ChatOptions options)
    {
        SamplingFields.Write(json, options);
        if (options.Reasoning?.Effort is { } effort && options.AdditionalProperties?.ContainsKey(ReasoningEffortName) != true)
            json.WriteString(ReasoningEffortName, effort == ReasoningEffort.ExtraHigh ? "xhigh" : effort.ToString().ToLowerInvariant());
        if (options.StopSequences is { Count: > 0 } stops)
        {
            json.WriteStartArray("stop");
            foreach (var stop in stops)
                json.WriteStringValue(Utf16.Repaired(stop));
            json.WriteEndArray();
        }

        WriteResponseFormat(json, options);
        WriteTools(json, ask, options);
        WriteExtraMembers(json, options.AdditionalProperties);
    }

    private static void WriteExtraMembers(Utf8JsonWriter json, AdditionalPropertiesDictionary? members)
    {
        if (members is null)
            return;
        foreach (var (name, value) in members)
        {
            if (value is null || PrivateFields.IsPrivate(name) || name is MaxTokens or MaxCompletionTokens or Strict)
                continue;
            var element = ExtraMembers.ElementOf(value);
            if (ExtraMembers.Problem(name, element) is { } problem)
                throw new NotSupportedException(problem);
            json.WritePropertyName(name);
            element.WriteTo(json);
        }
    }

    private static void WriteResponseFormat(Utf8JsonWriter json, ChatOptions options)
    {
        if (options.ResponseFormat is not ChatResponseFormatJson wanted)
            return;
        json.WriteStartObject("response_format");
        if (wanted.Schema is { } schema)
        {
            json.WriteString("type", "json_schema");
            json.WriteStartObject("json_schema");
            json.WriteString("name", wanted.SchemaName ?? "reply");
            if (wanted.SchemaDescription is { } description)
                json.WriteString("description", description);
            json.WritePropertyName("schema");
            schema.WriteTo(json);
            if (options.AdditionalProperties?.TryGetValue(Strict, out bool isStrict) == true)
                json.WriteBoolean(Strict, isStrict);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("type", "json_object");
        }

        json.WriteEndObject();
    }

    private static void WriteTools(Utf8JsonWriter json, ChatAsk ask, ChatOptions options)
    {
        var functions = ask.Functions();
        if (functions.Count == 0)
            return;
        WriteFunctions(json, functions);
        WriteToolChoice(json, options.ToolMode);
        if (options.AllowMultipleToolCalls is { } multiple)
            json.WriteBoolean("parallel_tool_calls", multiple);
    }

    /// <summary>Functions as OpenAI and Ollama want them.</summary>
    public static void WriteFunctions(Utf8JsonWriter json, IReadOnlyList<AIFunctionDeclaration> functions)
    {
        json.WriteStartArray("tools");
        foreach (var function in functions)
        {
            json.WriteStartObject();
            json.WriteString("type", "function");
            json.WriteStartObject("function");
            json.WriteString("name", function.Name);
            if (function.Description.Length > 0)
                json.WriteString("description", Utf16.Repaired(function.Description));
            json.WritePropertyName("parameters");
            function.JsonSchema.WriteTo(json);
            if (function.AdditionalProperties.TryGetValue(Strict, out var strict) && strict is bool isStrict)
                json.WriteBoolean(Strict, isStrict);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteToolChoice(Utf8JsonWriter json, ChatToolMode? mode)
    {
        switch (mode)
        {
            case NoneChatToolMode:
                json.WriteString("tool_choice", "none");
                break;
            case RequiredChatToolMode { RequiredFunctionName: { } name }:
                json.WriteStartObject("tool_choice");
                json.WriteString("type", "function");
                json.WriteStartObject("function");
                json.WriteString("name", name);
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            case RequiredChatToolMode:
                json.WriteString("tool_choice", "required");
                break;
            case AutoChatToolMode:
                json.WriteString("tool_choice", "auto");
                break;
        }
    }
}
