using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class ReindexEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/reindex", HandleAsync)
        .WithSummary("The index is built anew from the database while the old one goes on answering")
        .Accepts<ReindexRequest>("application/json")
        .Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status404NotFound)
        .Produces<ReindexReply>().Produces<ErrorReply>(StatusCodes.Status500InternalServerError);

    private static async Task<IResult> HandleAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken)
    {
        var request = await RequestBody.ReadAsync(http, GroundworkJson.Default.ReindexRequest);
        return JsonReply.Of(await new Reindex(workspace).RunAsync(request, null, cancellationToken), GroundworkJson.Readable.ReindexReply);
    }
}
