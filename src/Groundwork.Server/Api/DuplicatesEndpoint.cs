using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class DuplicatesEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/duplicates", HandleAsync)
        .WithSummary("Documents that say the same or nearly the same: the one that was read first, and its copies")
        .WithQuery("collection", "Name of the collection; default \"default\".").WithQuery("threshold", "Least share of runs of five words in common, 0.5..1; default 0.8.")
        .Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status404NotFound)
        .Produces<DuplicatesReply>().Produces<ErrorReply>(StatusCodes.Status500InternalServerError);

    private static async Task<IResult> HandleAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken)
    {
        var request = new DuplicatesRequest(http.Request.Text("collection", "default"), http.Request.Share("threshold", new DuplicatesRequest().Threshold));
        return JsonReply.Of(await new FindDuplicates(workspace).RunAsync(request, cancellationToken), GroundworkJson.Readable.DuplicatesReply);
    }
}
