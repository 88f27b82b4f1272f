using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Wire;

/// <summary>Token counts of a reply.</summary>
internal static class UsageReader
{
    /// <summary>The usage, with null for each count that is missing; null if no count is there: not known is not zero.</summary>
    public static UsageDetails? Read(JsonElement reply)
    {
        if (reply.ObjectField("usage") is not { } usage)
            return null;
        var details = new UsageDetails
        {
            InputTokenCount = usage.CountField("prompt_tokens"),
            OutputTokenCount = usage.CountField("completion_tokens"),
            TotalTokenCount = usage.CountField("total_tokens"),
            CachedInputTokenCount = usage.ObjectField("prompt_tokens_details")?.CountField("cached_tokens"),
            ReasoningTokenCount = usage.ObjectField("completion_tokens_details")?.CountField("reasoning_tokens"),
        };
        return details is { InputTokenCount: null, OutputTokenCount: null, TotalTokenCount: null } ? null : details;
    }
}
