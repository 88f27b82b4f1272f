using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class DeleteEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/delete", HandleAsync)
        .WithSummary("Documents, or a whole collection, are gone from every file")
        .WithDescription("When one of the named documents does not exist, nothing is deleted.")
        .Accepts<DeleteRequest>("application/json")
        .Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status404NotFound)
        .Produces<DeleteReply>().Produces<ErrorReply>(StatusCodes.Status500InternalServerError);

    private static async Task<IResult> HandleAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken)
    {
        var request = await RequestBody.ReadAsync(http, GroundworkJson.Default.DeleteRequest);
        return JsonReply.Of(await new DeleteDocuments(workspace).RunAsync(request, cancellationToken), GroundworkJson.Readable.DeleteReply);
    }
}
