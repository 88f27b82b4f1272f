using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

internal static class CompareRoute
{
    public static async Task ShowAsync(HttpContext http, Workspace workspace, PageRenderer pages, CancellationToken cancellationToken)
    {
        var (baseline, run) = (http.Request.RequiredText("baseline"), http.Request.RequiredText("run"));
        await pages.WriteAsync<ComparePage>(http, new CompareView(baseline, run, await new ManageRuns(workspace).ComparisonFragmentAsync(baseline, run, cancellationToken)));
    }
}
