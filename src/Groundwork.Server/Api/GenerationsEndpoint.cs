using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class GenerationsEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        Described(api.MapGet("/generations/{collection}", (Workspace workspace, string collection, CancellationToken cancellationToken) =>
            ReplyAsync(new Generations(workspace).ListAsync(collection, cancellationToken))), "The builds of a collection: how each cuts and embeds its documents, and which is in use");
        Described(api.MapPost("/generations/{collection}/rollback", (Workspace workspace, string collection, CancellationToken cancellationToken) =>
            ReplyAsync(new Generations(workspace).RollBackAsync(collection, cancellationToken))), "Goes back to the build that was in use before, in one step; the one in use is kept");
        Described(api.MapPost("/generations/{collection}/forget", (Workspace workspace, string collection, CancellationToken cancellationToken) =>
            ReplyAsync(new Generations(workspace).ForgetAsync(collection, cancellationToken))), "Forgets the build that is kept to go back to");
    }

    private static void Described(RouteHandlerBuilder route, string summary) => route.WithSummary(summary)
        .Produces<GenerationsReply>().Produces<ErrorReply>(StatusCodes.Status404NotFound).Produces<ErrorReply>(StatusCodes.Status409Conflict);

    private static async Task<IResult> ReplyAsync(Task<GenerationsReply> reply) => JsonReply.Of(await reply, GroundworkJson.Readable.GenerationsReply);
}
