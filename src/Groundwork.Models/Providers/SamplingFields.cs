using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers;

/// <summary>Members that decide how an answer is drawn, under the names that OpenAI gave them and others took over.</summary>
internal static class SamplingFields
{
    public static void Write(Utf8JsonWriter json, ChatOptions options)
    {
        if (options.Temperature is { } temperature)
            json.WriteNumber("temperature", temperature);
        if (options.TopP is { } topP)
            json.WriteNumber("top_p", topP);
        if (options.TopK is { } topK)
            json.WriteNumber("top_k", topK);
        if (options.FrequencyPenalty is { } frequency)
            json.WriteNumber("frequency_penalty", frequency);
        if (options.PresencePenalty is { } presence)
            json.WriteNumber("presence_penalty", presence);
        if (options.Seed is { } seed)
            json.WriteNumber("seed", seed);
    }
}
