using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class VerifyEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/verify", HandleAsync)
            .WithSummary("Re-checks every stored invariant")
            .WithDescription("What is broken is part of the reply: look at \"ok\".")
            .Produces<VerifyReply>().Produces<ErrorReply>(StatusCodes.Status500InternalServerError);
        api.MapPost("/verify/deleted", DeletedAsync)
            .WithSummary("Looks for traces of a deleted document in every byte of the data directory")
            .WithDescription("What is found is part of the reply: look at \"ok\".")
            .Produces<VerifyDeletedReply>().Produces<ErrorReply>(StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> DeletedAsync(Workspace workspace, string document, string? collection, CancellationToken cancellationToken) =>
        JsonReply.Of(await new VerifyDeleted(workspace).RunAsync(collection ?? "default", document, cancellationToken), GroundworkJson.Readable.VerifyDeletedReply);

    private static async Task<IResult> HandleAsync(Workspace workspace, CancellationToken cancellationToken) =>
        JsonReply.Of(await new Verify(workspace).RunAsync(cancellationToken), GroundworkJson.Readable.VerifyReply);
}
