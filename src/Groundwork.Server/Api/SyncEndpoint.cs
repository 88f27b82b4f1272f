using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class SyncEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/sync", HandleAsync)
        .WithSummary("Brings a collection level with its sources, or tells what that would change")
        .WithDescription("A dry run is answered at once and writes nothing. Anything else is a job, as for /api/ingest: with Accept: text/event-stream its events are sent as they happen, and it goes on when the client goes away.")
        .Accepts<SyncRequest>("application/json")
        .Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status404NotFound)
        .Produces<SyncReply>().Produces<ErrorReply>(StatusCodes.Status500InternalServerError);

    private static async Task<IResult> HandleAsync(HttpContext http, Workspace workspace, IngestionJobs jobs, CancellationToken cancellationToken)
    {
        var request = await RequestBody.ReadAsync(http, GroundworkJson.Default.SyncRequest);
        if (request.DryRun) return JsonReply.Of(await new SyncSources(workspace).CompareAsync(request, cancellationToken), GroundworkJson.Readable.SyncReply);
        var job = await jobs.StartAsync(request, cancellationToken);
        http.Response.Headers.Location = $"/api/jobs/{job.Id}";
        if (EventStream.IsWanted(http.Request))
        {
            await EventStream.SendAsync(http, ended => JobEventsEndpoint.EventsAsync(job, 0, ended));
            return Results.Empty;
        }

        await foreach (var _ in job.ListenAsync(0, cancellationToken)) { }
        if (job.Synced is { } synced) return JsonReply.Of(synced, GroundworkJson.Readable.SyncReply);
        return job.ToReply().Error is { } error
            ? JsonReply.Of(new ErrorReply(error), GroundworkJson.Readable.ErrorReply, ErrorCatalog.ByCode(error.Code).HttpStatus)
            : JsonReply.Of(new ErrorReply(JobEventsEndpoint.Cancelled(job)), GroundworkJson.Readable.ErrorReply, StatusCodes.Status409Conflict);
    }
}
