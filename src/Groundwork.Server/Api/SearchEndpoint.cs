using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class SearchEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/search", HandleAsync)
        .WithSummary("Words become passages, with the reason for every score")
        .Accepts<SearchRequest>("application/json")
        .Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status404NotFound)
        .Produces<SearchReply>().Produces<ErrorReply>(StatusCodes.Status500InternalServerError);

    private static async Task<IResult> HandleAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken)
    {
        var request = await RequestBody.ReadAsync(http, GroundworkJson.Default.SearchRequest);
        return JsonReply.Of(await new SearchPassages(workspace).RunAsync(request, cancellationToken), GroundworkJson.Readable.SearchReply);
    }
}
