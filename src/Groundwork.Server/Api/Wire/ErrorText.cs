using System.Text.Json;
using Groundwork.UseCases;

namespace Groundwork.Server.Api.Wire;

/// <summary>A failure as JSON text.</summary>
internal static class ErrorText
{
    public static string Of(Exception problem) => Of(ErrorCatalog.ReplyFor(problem));

    public static string Of(ErrorReply reply) => JsonSerializer.Serialize(reply, GroundworkJson.Readable.ErrorReply);
}
