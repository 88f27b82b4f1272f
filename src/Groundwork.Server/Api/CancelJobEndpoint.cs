using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class CancelJobEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/jobs/{id}/cancel", Handle)
        .WithSummary("Stops an ingestion job")
        .WithDescription("What it stored before stays searchable. A job that has ended stays as it ended.")
        .Produces<ErrorReply>(StatusCodes.Status404NotFound)
        .Produces<JobReply>().Produces<ErrorReply>(StatusCodes.Status500InternalServerError);

    private static IResult Handle(IngestionJobs jobs, string id) => JsonReply.Of(jobs.Cancel(id).ToReply(), GroundworkJson.Readable.JobReply);
}
