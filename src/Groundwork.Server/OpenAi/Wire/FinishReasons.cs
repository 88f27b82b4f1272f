using Microsoft.Extensions.AI;

namespace Groundwork.Server.OpenAi.Wire;

/// <summary>Why an answer ended, as clients know it.</summary>
internal static class FinishReasons
{
    public static string Of(ChatFinishReason? reason, bool hasCalls)
    {
        // A call that was cut off is not a call to carry out.
        if (reason == ChatFinishReason.Length) return "length";
        if (reason == ChatFinishReason.ContentFilter) return "content_filter";
        return hasCalls || reason == ChatFinishReason.ToolCalls ? "tool_calls" : "stop";
    }
}
