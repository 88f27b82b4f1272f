using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Wire;

/// <summary>Token counts of a reply, in the words of OpenAI and of servers like it.</summary>
internal static class UsageReader
{
    // No model reads or writes as much in one request; a larger count is a fault, and would drown every sum.
    private const long MostTokens = 1_000_000_000;

    /// <summary>The usage, with null for each count that is missing; null if no count is there: not known is not zero.</summary>
    public static UsageDetails? Read(JsonElement reply)
    {
        if ((reply.ObjectField("usage") ?? reply.ObjectField("x_groq")?.ObjectField("usage")) is not { } usage)
            return null;
        return Known(new UsageDetails
        {
            InputTokenCount = Count(usage, "prompt_tokens") ?? Count(usage, "input_tokens"),
            OutputTokenCount = Count(usage, "completion_tokens") ?? Count(usage, "output_tokens"),
            TotalTokenCount = Count(usage, "total_tokens"),
            CachedInputTokenCount = usage.ObjectField("prompt_tokens_details") is { } details ? Count(details, "cached_tokens") : Count(usage, "prompt_cache_hit_tokens"),
            ReasoningTokenCount = usage.ObjectField("completion_tokens_details") is { } written ? Count(written, "reasoning_tokens") : null,
        });
    }

    /// <summary>A count that can be true; else null.</summary>
    public static long? Count(JsonElement usage, string name) => usage.CountField(name) is <= MostTokens and var count ? count : null;

    /// <summary>The same counts, or null if there is none.</summary>
    public static UsageDetails? Known(UsageDetails usage) =>
        usage is { InputTokenCount: null, OutputTokenCount: null, TotalTokenCount: null } ? null : usage;
}
