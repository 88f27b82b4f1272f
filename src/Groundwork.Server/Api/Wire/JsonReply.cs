using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Api.Wire;

/// <summary>Writes a reply as every front door writes it.</summary>
internal static class JsonReply
{
    public const string ContentType = "application/json; charset=utf-8";

    /// <summary>Writes a reply at once, without making a text of it first.</summary>
    public static async ValueTask WriteAsync<T>(HttpContext http, T reply, JsonTypeInfo<T> type)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(reply, type);
        http.Response.ContentType = ContentType;
        http.Response.ContentLength = body.Length;
        await http.Response.BodyWriter.WriteAsync(body, http.RequestAborted);
    }

    public static IResult Of<T>(T reply, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        Results.Text(JsonSerializer.Serialize(reply, type), ContentType, statusCode: status);
}
