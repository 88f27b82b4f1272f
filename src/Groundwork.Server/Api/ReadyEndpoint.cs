using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class ReadyEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/readyz", HandleAsync)
        .WithTags("health").WithSummary("The database answers")
        .Produces(StatusCodes.Status200OK).Produces<ErrorReply>(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> HandleAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        try
        {
            await new ListCollections(workspace).RunAsync(cancellationToken);
            return Results.Text("""{"status":"ready"}""", JsonReply.ContentType);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return JsonReply.Of(ErrorCatalog.ReplyFor(problem), GroundworkJson.Readable.ErrorReply, StatusCodes.Status503ServiceUnavailable);
        }
    }
}
