using Groundwork.Server.Api.Wire;
using Groundwork.Server.Hosting;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

internal static class DatasetRoute
{
    public const int PageSamples = 50;

    public static async Task ShowAsync(HttpContext http, Workspace workspace, PageRenderer pages, IAntiforgery antiforgery, PageSession session, string name, CancellationToken cancellationToken)
    {
        session.Begin(http);
        var (skip, onlyDrafts, datasets) = (http.Request.Number("skip", 0), http.Request.Number("drafts", 0) != 0, new ManageDatasets(workspace));
        // One more than a page holds tells whether another follows.
        var shown = await (onlyDrafts ? datasets.DraftsAsync(name, skip, PageSamples + 1, cancellationToken) : datasets.ShowAsync(name, skip, PageSamples + 1, cancellationToken));
        var versions = (await datasets.VersionsAsync(shown.Dataset.Dataset, cancellationToken)).Datasets;
        await pages.WriteAsync<DatasetPage>(http, new DatasetView(
            shown with { Samples = [.. shown.Samples.Take(PageSamples)] }, versions, name, onlyDrafts, skip, shown.Samples.Count > PageSamples, FormToken.Of(http, antiforgery)));
    }

    public static async Task<IResult> EditAsync(HttpContext http, Workspace workspace, IAntiforgery antiforgery, string name, CancellationToken cancellationToken)
    {
        var form = await PageForm.ReadAsync(http, antiforgery, cancellationToken);
        var action = form["action"].ToString();
        IReadOnlyList<string>? ids = [.. form["id"].OfType<string>()];
        if (action is "accept-all") ids = null;
        else if (ids.Count == 0) throw new InvalidRequestException("No sample is chosen. Mark some, then accept or remove them.");
        await new ManageDatasets(workspace).EditAsync(new EditDatasetRequest(name) { Ids = ids, Accept = action is "accept" or "accept-all", Remove = action is "remove" }, cancellationToken);
        return SeeOther.Page(http, EvalLinks.Dataset(name, form.Optional("drafts") is "1", 0));
    }

    public static async Task<IResult> DeleteAsync(HttpContext http, Workspace workspace, IAntiforgery antiforgery, string name, CancellationToken cancellationToken)
    {
        var form = await PageForm.ReadAsync(http, antiforgery, cancellationToken);
        await new ManageDatasets(workspace).DeleteAsync(name, form.Optional("force") is not null, cancellationToken);
        return SeeOther.Page(http, EvalLinks.All);
    }
}
