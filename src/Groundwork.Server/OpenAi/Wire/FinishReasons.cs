using Microsoft.Extensions.AI;

namespace Groundwork.Server.OpenAi.Wire;

/// <summary>Why an answer ended, as clients know it.</summary>
internal static class FinishReasons
{
    public static string Of(ChatFinishReason? reason, bool hasCalls)
    {
        if (hasCalls) return "tool_calls";
        if (reason is not { } ended || ended == ChatFinishReason.Stop) return "stop";
        if (ended == ChatFinishReason.Length) return "length";
        if (ended == ChatFinishReason.ContentFilter) return "content_filter";
        return ended == ChatFinishReason.ToolCalls ? "tool_calls" : "stop";
    }
}
