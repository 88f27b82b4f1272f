using System.Text.Json;

namespace Groundwork.Models.Wire;

/// <summary>What every chat reply and every chunk of one says about itself.</summary>
internal readonly record struct ReplyHeader(string? Id, string? Model, DateTimeOffset? CreatedAt)
{
    private const long YearNineThousand = 221_845_392_000;

    public static ReplyHeader Read(JsonElement reply) => new(
        reply.TextField("id") is { Length: > 0 } id ? id : null,
        reply.TextField("model") is { Length: > 0 } model ? model : null,
        reply.CountField("created") is > 0 and < YearNineThousand and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null);
}
