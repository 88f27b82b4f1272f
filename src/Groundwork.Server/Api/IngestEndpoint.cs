using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class IngestEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/ingest", HandleAsync)
        .WithSummary("Files and folders of this machine become searchable")
        .WithDescription("With Accept: text/event-stream the events planned, advanced, failed, done or error are sent as they happen. The work is a job: it goes on when the client goes away.")
        .Accepts<IngestRequest>("application/json")
        .Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status404NotFound)
        .Produces<IngestReply>().Produces<ErrorReply>(StatusCodes.Status500InternalServerError);

    private static async Task<IResult> HandleAsync(HttpContext http, IngestionJobs jobs, CancellationToken cancellationToken)
    {
        var job = await jobs.StartAsync(await RequestBody.ReadAsync(http, GroundworkJson.Default.IngestRequest), cancellationToken);
        http.Response.Headers.Location = $"/api/jobs/{job.Id}";
        if (EventStream.IsWanted(http.Request))
        {
            await EventStream.SendAsync(http, ended => JobEventsEndpoint.EventsAsync(job, 0, ended));
            return Results.Empty;
        }

        await foreach (var _ in job.ListenAsync(0, cancellationToken)) { }
        var ended = job.ToReply();
        return ended switch
        {
            { Reply: { } reply } => JsonReply.Of(reply, GroundworkJson.Readable.IngestReply),
            { Error: { } error } => JsonReply.Of(new ErrorReply(error), GroundworkJson.Readable.ErrorReply, ErrorCatalog.ByCode(error.Code).HttpStatus),
            _ => JsonReply.Of(new ErrorReply(JobEventsEndpoint.Cancelled(job)), GroundworkJson.Readable.ErrorReply, StatusCodes.Status409Conflict),
        };
    }
}
