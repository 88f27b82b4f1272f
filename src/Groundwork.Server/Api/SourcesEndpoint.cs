using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class SourcesEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/sources", ListAsync)
            .WithSummary("The sources that a collection is kept level with, and what came of their last synchronisation")
            .WithQuery("collection", "Name of the collection; default \"default\".")
            .Produces<SourcesReply>().Produces<ErrorReply>(StatusCodes.Status404NotFound);
        api.MapPost("/sources", AddAsync)
            .WithSummary("Registers a source, or replaces one of the same name or place; nothing is read yet")
            .Accepts<AddSourceRequest>("application/json")
            .Produces<SourceReply>().Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status404NotFound);
        api.MapPost("/sources/remove", RemoveAsync)
            .WithSummary("Forgets a source, and its documents when that is asked for")
            .Accepts<RemoveSourceRequest>("application/json")
            .Produces<RemoveSourceReply>().Produces<ErrorReply>(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken) =>
        JsonReply.Of(await new ManageSources(workspace).ListAsync(http.Request.Text("collection", "default"), cancellationToken), GroundworkJson.Readable.SourcesReply);

    private static async Task<IResult> AddAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken) =>
        JsonReply.Of(await new ManageSources(workspace).AddAsync(await RequestBody.ReadAsync(http, GroundworkJson.Default.AddSourceRequest), cancellationToken), GroundworkJson.Readable.SourceReply);

    private static async Task<IResult> RemoveAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken) =>
        JsonReply.Of(await new ManageSources(workspace).RemoveAsync(await RequestBody.ReadAsync(http, GroundworkJson.Default.RemoveSourceRequest), cancellationToken), GroundworkJson.Readable.RemoveSourceReply);
}
