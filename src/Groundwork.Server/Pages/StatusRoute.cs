using Groundwork.UseCases;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

internal static class StatusRoute
{
    public static async Task ShowAsync(HttpContext http, Workspace workspace, PageRenderer pages, CancellationToken cancellationToken) =>
        await pages.WriteAsync<StatusPage>(http, new StatusView(await new GetStatus(workspace).RunAsync(cancellationToken)));
}
