using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

internal static class CollectionRoute
{
    public const int PageDocuments = 50;

    public static async Task ShowAsync(HttpContext http, Workspace workspace, IngestionJobs jobs, PageRenderer pages, IAntiforgery antiforgery, string name, CancellationToken cancellationToken)
    {
        var (contains, skip) = (http.Request.OptionalText("contains"), http.Request.Number("skip", 0));
        var job = JobOf(jobs, name, http.Request.OptionalText("job"));
        var token = FormToken.Of(http, antiforgery);
        var status = (await new GetStatus(workspace).RunAsync(cancellationToken)).Collections.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.Ordinal));
        if (status is null && job is not null)
        {
            await pages.WriteAsync<CollectionPage>(http, new CollectionView(name, null, null, null, 0, false, job, token, 0));
            return;
        }

        // One more than a page holds tells whether another follows.
        var documents = await new ListDocuments(workspace).RunAsync(new DocumentsRequest(name, contains, skip, PageDocuments + 1), cancellationToken);
        var hasMore = documents.Documents.Count > PageDocuments;
        await pages.WriteAsync<CollectionPage>(http, new CollectionView(
            documents.Collection, status, documents with { Documents = [.. documents.Documents.Take(PageDocuments)] }, contains, skip, hasMore, job, token, http.Request.Number("removed", 0))
        {
            Sources = await new ManageSources(workspace).ListAsync(name, cancellationToken),
        });
    }

    private static JobReply? JobOf(IngestionJobs jobs, string collection, string? id)
    {
        var own = jobs.List().Jobs.Where(j => string.Equals(j.Collection, collection, StringComparison.Ordinal)).ToList();
        return own.Find(j => string.Equals(j.Job, id, StringComparison.Ordinal)) ?? own.Find(j => j.State is "running" or "queued");
    }
}
