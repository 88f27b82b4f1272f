using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Groundwork.Server.OpenAi.Wire;

/// <summary>Writes a response object with its items.</summary>
/// <param name="id">Name of the response.</param>
/// <param name="model">Who answers.</param>
/// <param name="now">When it began.</param>
internal sealed class ResponseWriter(string id, string model, DateTimeOffset now)
{
    public void Write(Utf8JsonWriter json, string status, IReadOnlyList<ResponseItem> items, UsageDetails? usage, AdditionalPropertiesDictionary? properties, string? incomplete = null, Exception? problem = null)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("object", "response");
        json.WriteNumber("created_at", now.ToUnixTimeSeconds());
        json.WriteString("status", status);
        json.WriteString("model", model);
        WriteError(json, problem);
        if (incomplete is null)
        {
            json.WriteNull("incomplete_details");
        }
        else
        {
            json.WriteStartObject("incomplete_details");
            json.WriteString("reason", incomplete);
            json.WriteEndObject();
        }

        json.WriteStartArray("output");
        foreach (var item in items) WriteItem(json, item, isDone: true);
        json.WriteEndArray();
        json.WriteBoolean("parallel_tool_calls", true);
        json.WriteString("tool_choice", "auto");
        json.WriteStartArray("tools");
        json.WriteEndArray();
        json.WriteBoolean("store", false);
        WriteUsage(json, usage);
        WireParts.WriteExtension(json, properties);
        json.WriteEndObject();
    }

    public static void WriteItem(Utf8JsonWriter json, ResponseItem item, bool isDone)
    {
        json.WriteStartObject();
        json.WriteString("id", item.Id);
        if (item.Call is { } call)
        {
            json.WriteString("type", "function_call");
            json.WriteString("status", isDone ? "completed" : "in_progress");
            json.WriteString("call_id", call.CallId);
            json.WriteString("name", call.Name);
            json.WriteString("arguments", isDone ? WireParts.Arguments(call) : "");
        }
        else
        {
            json.WriteString("type", "message");
            json.WriteString("status", isDone ? "completed" : "in_progress");
            json.WriteString("role", "assistant");
            json.WriteStartArray("content");
            if (isDone) WritePart(json, item.Text.ToString(), item.IsRefusal);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    public static void WritePart(Utf8JsonWriter json, string text, bool isRefusal)
    {
        json.WriteStartObject();
        if (isRefusal)
        {
            json.WriteString("type", "refusal");
            json.WriteString("refusal", text);
            json.WriteEndObject();
            return;
        }

        json.WriteString("type", "output_text");
        json.WriteString("text", text);
        json.WriteStartArray("annotations");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter json, Exception? problem)
    {
        if (problem is null)
        {
            json.WriteNull("error");
            return;
        }

        json.WriteStartObject("error");
        json.WriteString("code", "server_error");
        json.WriteString("message", problem.Message);
        json.WriteEndObject();
    }

    private static void WriteUsage(Utf8JsonWriter json, UsageDetails? usage)
    {
        if (usage is null)
        {
            json.WriteNull("usage");
            return;
        }

        json.WriteStartObject("usage");
        json.WriteNumber("input_tokens", usage.InputTokenCount ?? 0);
        json.WriteStartObject("input_tokens_details");
        json.WriteNumber("cached_tokens", usage.CachedInputTokenCount ?? 0);
        json.WriteEndObject();
        json.WriteNumber("output_tokens", usage.OutputTokenCount ?? 0);
        json.WriteStartObject("output_tokens_details");
        json.WriteNumber("reasoning_tokens", usage.ReasoningTokenCount ?? 0);
        json.WriteEndObject();
        json.WriteNumber("total_tokens", usage.TotalTokenCount ?? (usage.InputTokenCount ?? 0) + (usage.OutputTokenCount ?? 0));
        json.WriteEndObject();
    }
}
