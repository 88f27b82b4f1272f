using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Api.Wire;

/// <summary>Writes a reply as every front door writes it.</summary>
internal static class JsonReply
{
    public const string ContentType = "application/json; charset=utf-8";

    public static IResult Of<T>(T reply, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        Results.Text(JsonSerializer.Serialize(reply, type), ContentType, statusCode: status);
}
