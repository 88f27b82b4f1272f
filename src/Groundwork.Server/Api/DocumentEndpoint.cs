using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class DocumentEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/document", HandleAsync)
        .WithSummary("One document with its structure and chunks")
        .WithQuery("collection", "Name of the collection; default \"default\".").WithQuery("document", "Id of the document.", isRequired: true)
        .Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status404NotFound)
        .Produces<DocumentReply>().Produces<ErrorReply>(StatusCodes.Status500InternalServerError);

    private static async Task<IResult> HandleAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken)
    {
        var request = new DocumentRequest(http.Request.RequiredText("document"), http.Request.Text("collection", "default"));
        return JsonReply.Of(await new ShowDocument(workspace).RunAsync(request, cancellationToken), GroundworkJson.Readable.DocumentReply);
    }
}
