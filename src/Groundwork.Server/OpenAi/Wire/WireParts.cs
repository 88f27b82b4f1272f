using System.Text.Json;
using Groundwork.UseCases;
using Microsoft.Extensions.AI;

namespace Groundwork.Server.OpenAi.Wire;

/// <summary>Parts that several replies share.</summary>
internal static class WireParts
{
    public static void WriteUsage(Utf8JsonWriter json, UsageDetails? usage)
    {
        if (usage is null) return;
        json.WriteStartObject("usage");
        json.WriteNumber("prompt_tokens", usage.InputTokenCount ?? 0);
        json.WriteNumber("completion_tokens", usage.OutputTokenCount ?? 0);
        json.WriteNumber("total_tokens", usage.TotalTokenCount ?? (usage.InputTokenCount ?? 0) + (usage.OutputTokenCount ?? 0));
        if (usage.CachedInputTokenCount is { } cached)
        {
            json.WriteStartObject("prompt_tokens_details");
            json.WriteNumber("cached_tokens", cached);
            json.WriteEndObject();
        }

        if (usage.ReasoningTokenCount is { } reasoning)
        {
            json.WriteStartObject("completion_tokens_details");
            json.WriteNumber("reasoning_tokens", reasoning);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>What happened on the way, and the citations of a collection's answer: in a field of our own, which other clients ignore.</summary>
    public static void WriteExtension(Utf8JsonWriter json, AdditionalPropertiesDictionary? properties)
    {
        if (properties is null) return;
        var (trace, answer) = (UseModel.TraceOf(properties), UseModel.AnswerOf(properties));
        if (trace is null && answer is null) return;
        json.WriteStartObject("groundwork");
        if (trace is not null)
        {
            json.WriteString("route", trace.Route);
            json.WriteString("target", trace.Target);
            if (trace.Replay is { } replay) json.WriteString("replay", replay);
            if (trace.DroppedTurns > 0) json.WriteNumber("droppedTurns", trace.DroppedTurns);
            if (trace.Failed.Count > 0)
            {
                json.WriteStartArray("failed");
                foreach (var failed in trace.Failed)
                {
                    json.WriteStartObject();
                    json.WriteString("target", failed.Target);
                    json.WriteString("reason", failed.Reason);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }
        }

        if (answer is not null)
        {
            json.WritePropertyName("answer");
            JsonSerializer.Serialize(json, answer, GroundworkJson.Readable.AskReply);
        }

        json.WriteEndObject();
    }

    /// <summary>Arguments of a call, as the JSON text that clients expect.</summary>
    public static string Arguments(FunctionCallContent call) => call switch
    {
        { Arguments: { } arguments } => JsonSerializer.Serialize(arguments, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(IDictionary<string, object?>))),
        { RawRepresentation: string raw } => raw,
        _ => "{}",
    };
}
