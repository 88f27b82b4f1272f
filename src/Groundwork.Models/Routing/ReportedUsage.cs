using Microsoft.Extensions.AI;

namespace Groundwork.Models.Routing;

/// <summary>What a provider says it counted, where that can be true.</summary>
internal static class ReportedUsage
{
    // Providers add instructions of their own, and some count reasoning beyond the limit; far beyond, it is a mistake.
    private const long Plausible = 1_000_000;

    /// <summary>The usage; null if it is missing, incomplete or impossible.</summary>
    public static TokenUsage? Of(UsageDetails? reported, TokenUsage most)
    {
        if (reported is null)
            return null;
        var input = reported.InputTokenCount ?? (reported.TotalTokenCount - reported.OutputTokenCount);
        var output = reported.OutputTokenCount ?? (reported.TotalTokenCount - reported.InputTokenCount);
        if (input is not { } read || output is not { } written || read < 0 || written < 0 || (read == 0 && most.Input > 0 && written == 0))
            return null;
        if (read > most.Input + Plausible || written > most.Output + Plausible)
            return null;
        return new TokenUsage(read, written, Math.Clamp(reported.CachedInputTokenCount ?? 0, 0, read));
    }
}
