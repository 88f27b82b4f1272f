using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Wire;

/// <summary>What every chat reply and every chunk of one says about itself.</summary>
internal readonly record struct ReplyHeader(string? Id, string? Model, DateTimeOffset? CreatedAt)
{
    private const long YearNineThousand = 221_845_392_000;

    public static ReplyHeader Read(JsonElement reply) => new(
        reply.TextField("id") is { Length: > 0 } id ? id : null,
        reply.TextField("model") is { Length: > 0 } model ? model : null,
        reply.CountField("created") is > 0 and < YearNineThousand and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null);

    /// <summary>The reason a choice gives for its end; null where it gives none, or an empty one.</summary>
    public static ChatFinishReason? FinishOf(JsonElement choice) => choice.TextField("finish_reason") switch
    {
        null => null,
        "function_call" => ChatFinishReason.ToolCalls,
        var reason => string.IsNullOrWhiteSpace(reason) ? null : new ChatFinishReason(reason),
    };
}
