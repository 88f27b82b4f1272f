using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

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
        var parts = new MultipartReader(Boundary(http.Request), http.Request.Body);
        while (await ReadPartAsync(parts, cancellationToken) is { } part)
            if (ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition) && disposition.IsFileDisposition())
                await upload.AddAsync(NameOf(disposition), part.Body, cancellationToken);
        var job = await jobs.StartAsync(upload.Keep(), cancellationToken);
        http.Response.Headers.Location = $"/api/jobs/{job.Id}";
        return JsonReply.Of(new JobAccepted(job.Id), GroundworkJson.Readable.JobAccepted, StatusCodes.Status202Accepted);
    }

    private static string Boundary(HttpRequest request)
    {
        var isMultipart = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);
        var boundary = isMultipart ? HeaderUtilities.RemoveQuotes(type!.Boundary).ToString() : "";
        return boundary.Length is > 0 and <= 200
            ? boundary
            : throw new InvalidRequestException($"The content type is \"{request.ContentType}\". Send the files as multipart/form-data, as in: curl -F files=@notes.md");
    }

    private static async Task<MultipartSection?> ReadPartAsync(MultipartReader parts, CancellationToken cancellationToken)
    {
        try
        {
            return await parts.ReadNextSectionAsync(cancellationToken);
        }
        catch (Exception problem) when (problem is InvalidDataException || (problem is IOException && problem is not BadHttpRequestException))
        {
            throw new InvalidRequestException($"The upload breaks off or is no multipart/form-data ({problem.Message}) Nothing was kept.");
        }
    }

    private static string NameOf(ContentDispositionHeaderValue disposition) =>
        HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();
}
