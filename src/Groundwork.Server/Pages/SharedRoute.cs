using Groundwork.UseCases;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

internal static class SharedRoute
{
    public static async Task ShowAsync(HttpContext http, Workspace workspace, PageRenderer pages, string token, CancellationToken cancellationToken)
    {
        var shared = await new ManageConversations(workspace).OpenSharedAsync(token, cancellationToken);
        // Who has the link may read; nobody else should find it.
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        await pages.WriteAsync<SharedPage>(http, new SharedView(shared));
    }
}
