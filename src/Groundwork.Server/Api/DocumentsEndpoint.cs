using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class DocumentsEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/documents", HandleAsync)
        .WithSummary("One page of a collection's documents, and what could not be read")
        .WithQuery("collection", "Name of the collection; default \"default\".").WithQuery("contains", "Only documents whose id or title contains this text.")
        .WithQuery("skip", "Documents to leave out first.", isNumber: true).WithQuery("limit", "Most documents, 1..1000; default 100.", isNumber: true)
        .Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status404NotFound)
        .Produces<DocumentsReply>().Produces<ErrorReply>(StatusCodes.Status500InternalServerError);

    private static async Task<IResult> HandleAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken)
    {
        var query = http.Request;
        var request = new DocumentsRequest(query.Text("collection", "default"), query.OptionalText("contains"), query.Number("skip", 0), query.Number("limit", 100));
        return JsonReply.Of(await new ListDocuments(workspace).RunAsync(request, cancellationToken), GroundworkJson.Readable.DocumentsReply);
    }
}
