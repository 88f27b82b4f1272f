using Groundwork.UseCases;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

internal static class CancelRoute
{
    public static async Task<IResult> PostAsync(HttpContext http, IngestionJobs jobs, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        await antiforgery.ValidateRequestAsync(http);
        var form = await http.Request.ReadFormAsync(cancellationToken);
        return SeeOther.Job(http, jobs.Cancel(form["job"].ToString()));
    }
}
