using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class CollectionsEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/collections", HandleAsync)
        .WithSummary("All collections with their counts")
        .Produces<CollectionsReply>().Produces<ErrorReply>(StatusCodes.Status500InternalServerError);

    private static async Task<IResult> HandleAsync(Workspace workspace, CancellationToken cancellationToken) =>
        JsonReply.Of(await new ListCollections(workspace).RunAsync(cancellationToken), GroundworkJson.Readable.CollectionsReply);
}
