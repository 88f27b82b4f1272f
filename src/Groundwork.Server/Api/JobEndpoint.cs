using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class JobEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/jobs/{id}", Handle)
        .WithSummary("One ingestion job")
        .Produces<ErrorReply>(StatusCodes.Status404NotFound)
        .Produces<JobReply>().Produces<ErrorReply>(StatusCodes.Status500InternalServerError);

    private static IResult Handle(IngestionJobs jobs, string id) => JsonReply.Of(jobs.Get(id).ToReply(), GroundworkJson.Readable.JobReply);
}
