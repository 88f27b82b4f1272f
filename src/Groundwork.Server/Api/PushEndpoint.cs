using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class PushEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/push/{collection}", PushAsync)
            .WithSummary("A document that a program hands over is kept and becomes searchable")
            .WithDescription("A document of the same id is replaced. The reply comes when the document is searchable; the work is a job and goes on when the client goes away.")
            .Accepts<PushRequest>("application/json")
            .Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status422UnprocessableEntity)
            .Produces<IngestReply>().Produces<ErrorReply>(StatusCodes.Status500InternalServerError);
        api.MapDelete("/push/{collection}/{**id}", DeleteAsync)
            .WithSummary("What was handed over under an id is gone from every file; a document of that id from elsewhere stays")
            .Produces<DeleteReply>().Produces<ErrorReply>(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> PushAsync(HttpContext http, Workspace workspace, IngestionJobs jobs, string collection, CancellationToken cancellationToken)
    {
        // Base64 and escapes make a document larger on the wire; its own length is checked after that.
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = 4096 + (3 * workspace.Settings.MaxDocumentBytes);
        var request = await RequestBody.ReadAsync(http, GroundworkJson.Default.PushRequest);
        var job = await jobs.StartAsync(await new PushDocument(workspace).KeepAsync(collection, request, cancellationToken), cancellationToken);
        http.Response.Headers.Location = $"/api/jobs/{job.Id}";
        await foreach (var _ in job.ListenAsync(0, cancellationToken)) { }
        var ended = job.ToReply();
        return ended switch
        {
            // One document: that it cannot be read is the answer, not a line in it.
            { Reply.Failed: [var failed, ..] } => JsonReply.Of(new ErrorReply(new ErrorDetail(failed.Code, failed.Reason)), GroundworkJson.Readable.ErrorReply, ErrorCatalog.ByCode(failed.Code).HttpStatus),
            { Reply: { } reply } => JsonReply.Of(reply, GroundworkJson.Readable.IngestReply),
            { Error: { } error } => JsonReply.Of(new ErrorReply(error), GroundworkJson.Readable.ErrorReply, ErrorCatalog.ByCode(error.Code).HttpStatus),
            _ => JsonReply.Of(new ErrorReply(JobEventsEndpoint.Cancelled(job)), GroundworkJson.Readable.ErrorReply, StatusCodes.Status409Conflict),
        };
    }

    private static async Task<IResult> DeleteAsync(Workspace workspace, string collection, string id, CancellationToken cancellationToken) =>
        JsonReply.Of(await new DeleteDocuments(workspace).RunPushedAsync(collection, id, cancellationToken), GroundworkJson.Readable.DeleteReply);
}
