using Groundwork.UseCases;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

internal static class RetryRoute
{
    public static async Task<IResult> PostAsync(HttpContext http, IngestionJobs jobs, IAntiforgery antiforgery, string name, CancellationToken cancellationToken)
    {
        await antiforgery.ValidateRequestAsync(http);
        var form = await http.Request.ReadFormAsync(cancellationToken);
        return SeeOther.Job(http, await jobs.StartAsync(new IngestRequest([FileOf(form["path"].ToString())], name, RetryFailed: true), cancellationToken));
    }

    // A part of a file is named "corpus.jsonl, line 17"; what can be read again is the file.
    private static string FileOf(string failedPath)
    {
        var comma = failedPath.LastIndexOf(", ", StringComparison.Ordinal);
        return comma > 0 && !Path.Exists(failedPath) ? failedPath[..comma] : failedPath;
    }
}
