using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class UploadEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/upload", HandleAsync)
        .WithSummary("Files from elsewhere are kept and become searchable")
        .WithDescription("multipart/form-data with any number of files; a file name may be a path relative to an uploaded folder. Either all files are kept or none. The reply names the ingestion job.")
        .WithMetadata(new DisableRequestSizeLimitAttribute())
        .WithQuery("collection", "Name of the collection, made when there is none; default \"default\".")
        .Accepts<UploadForm>("multipart/form-data")
        .Produces<JobAccepted>(StatusCodes.Status202Accepted)
        .Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status413PayloadTooLarge);

    private static async Task<IResult> HandleAsync(HttpContext http, Workspace workspace, IngestionJobs jobs, CancellationToken cancellationToken)
    {
        // The framework applies the attribute of an endpoint only where controllers run.
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        await using var upload = new UploadFiles(workspace, http.Request.Text("collection", "default"));
        await foreach (var file in MultipartFiles.ReadAsync(http.Request, "curl -F files=@notes.md", cancellationToken)) await upload.AddAsync(file.Name, file.Content, cancellationToken);
        var job = await jobs.StartAsync(upload.Keep(), cancellationToken);
        http.Response.Headers.Location = $"/api/jobs/{job.Id}";
        return JsonReply.Of(new JobAccepted(job.Id), GroundworkJson.Readable.JobAccepted, StatusCodes.Status202Accepted);
    }
}
