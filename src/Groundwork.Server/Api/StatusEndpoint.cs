using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class StatusEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/status", HandleAsync)
        .WithSummary("How the installation and its collections stand")
        .Produces<StatusReply>().Produces<ErrorReply>(StatusCodes.Status500InternalServerError);

    private static async Task<IResult> HandleAsync(Workspace workspace, CancellationToken cancellationToken) =>
        JsonReply.Of(await new GetStatus(workspace).RunAsync(cancellationToken), GroundworkJson.Readable.StatusReply);
}
