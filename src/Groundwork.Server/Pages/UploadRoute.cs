using Groundwork.UseCases;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Groundwork.Server.Pages;

/// <summary>The upload form of a page without script. The framework keeps large files on disk while it reads the form.</summary>
internal static class UploadRoute
{
    public static async Task<IResult> PostAsync(HttpContext http, Workspace workspace, IngestionJobs jobs, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        http.Features.Set<IFormFeature>(new FormFeature(http.Request, new FormOptions { MultipartBodyLengthLimit = long.MaxValue }));
        await antiforgery.ValidateRequestAsync(http);
        var form = await http.Request.ReadFormAsync(cancellationToken);
        await using var upload = new UploadFiles(workspace, form["collection"].ToString());
        foreach (var file in form.Files)
        {
            // A form without a choice sends one empty file without a name.
            if (file.FileName.Length == 0) continue;
            await using var content = file.OpenReadStream();
            await upload.AddAsync(file.FileName, content, cancellationToken);
        }

        var job = await jobs.StartAsync(upload.Keep(), cancellationToken);
        return SeeOther.Job(http, job);
    }
}
