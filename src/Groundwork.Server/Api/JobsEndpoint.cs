using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class JobsEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/jobs", Handle)
        .WithSummary("Ingestion jobs: those that wait or run, and the last 50 that ended")
        .Produces<JobsReply>().Produces<ErrorReply>(StatusCodes.Status500InternalServerError);

    private static IResult Handle(IngestionJobs jobs) => JsonReply.Of(jobs.List(), GroundworkJson.Readable.JobsReply);
}
