using Microsoft.Extensions.AI;

namespace Groundwork.Models.Wire;

/// <summary>The words servers use for why an answer ended.</summary>
internal static class FinishReasons
{
    /// <summary>The reason in the words of OpenAI; an unknown word stays as it is; null for none.</summary>
    public static ChatFinishReason? Of(string? word) => string.IsNullOrWhiteSpace(word) ? null : word.ToLowerInvariant() switch
    {
        "stop" or "end_turn" or "stop_sequence" or "eos" or "eos_token" or "complete" or "completed" or "pause_turn" => ChatFinishReason.Stop,
        "length" or "max_tokens" or "max_length" or "max_output_tokens" or "model_length" or "model_context_window_exceeded" => ChatFinishReason.Length,
        "tool_calls" or "tool_use" or "tool_call" or "function_call" => ChatFinishReason.ToolCalls,
        "content_filter" or "content_filtered" or "safety" or "recitation" or "blocklist" or "prohibited_content" or "spii" or "image_safety" or "refusal" => ChatFinishReason.ContentFilter,
        _ => new ChatFinishReason(word),
    };

    /// <summary>The server says that it gave up, not that the answer is complete.</summary>
    public static bool IsGivingUp(string? word) => word is "error" or "abort" or "insufficient_system_resource" or "MALFORMED_FUNCTION_CALL" or "OTHER";
}
