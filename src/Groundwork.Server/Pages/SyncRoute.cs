using Groundwork.UseCases;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

internal static class SyncRoute
{
    public static async Task<IResult> PostAsync(HttpContext http, Workspace workspace, IngestionJobs jobs, PageRenderer pages, IAntiforgery antiforgery, string name, CancellationToken cancellationToken)
    {
        await antiforgery.ValidateRequestAsync(http);
        var form = await http.Request.ReadFormAsync(cancellationToken);
        if (form["dry"].Count == 0) return SeeOther.Job(http, await jobs.StartAsync(new SyncRequest(name), cancellationToken));
        var reply = await new SyncSources(workspace).CompareAsync(new SyncRequest(name, DryRun: true), cancellationToken);
        await pages.WriteAsync<SyncPage>(http, new SyncView(reply, FormToken.Of(http, antiforgery)));
        return Results.Empty;
    }
}
