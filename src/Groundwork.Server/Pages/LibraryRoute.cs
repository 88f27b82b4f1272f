using Groundwork.UseCases;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

internal static class LibraryRoute
{
    public static async Task ShowAsync(HttpContext http, Workspace workspace, PageRenderer pages, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        var collections = await new ListCollections(workspace).RunAsync(cancellationToken);
        var status = await new GetStatus(workspace).RunAsync(cancellationToken);
        var entries = collections.Collections.Select(c => new LibraryEntry(c, status.Collections.FirstOrDefault(s => string.Equals(s.Name, c.Name, StringComparison.Ordinal))));
        await pages.WriteAsync<LibraryPage>(http, new LibraryView([.. entries], FormToken.Of(http, antiforgery), status.Data, status.Formats));
    }
}
