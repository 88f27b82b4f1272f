using Groundwork.Server.Api.Wire;
using Groundwork.Server.Hosting;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class SearchEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/search", HandleAsync)
        .WithSummary("Words or a vector become passages, with the reason for every score; with \"include\": [] hits are rank, score, document and chunk alone")
        .Accepts<SearchRequest>("application/json")
        .Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status401Unauthorized).Produces<ErrorReply>(StatusCodes.Status404NotFound)
        .Produces<SearchReply>().Produces<ErrorReply>(StatusCodes.Status500InternalServerError);

    private static async Task HandleAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken)
    {
        var request = await SearchBody.ReadAsync(http);
        var search = new SearchPassages(workspace, await Visitor.KeyOfAsync(http));
        if (request.HasTexts()) await JsonReply.WriteAsync(http, await search.RunAsync(request, cancellationToken), GroundworkJson.Readable.SearchReply);
        else await JsonReply.WriteAsync(http, await search.FindAsync(request, cancellationToken), GroundworkJson.Readable.SearchKeysReply);
    }
}
