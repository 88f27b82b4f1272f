using Groundwork.Server.Api;
using Groundwork.Server.Hosting;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Groundwork.Server.Pages;

internal static class EvalsRoute
{
    private const long MostUploaded = 300L << 20;

    public static async Task ShowAsync(HttpContext http, Workspace workspace, PageRenderer pages, IAntiforgery antiforgery, PageSession session, CancellationToken cancellationToken)
    {
        session.Begin(http);
        var routes = (await new ListModels(workspace).RunAsync(cancellationToken)).Routes;
        await pages.WriteAsync<EvalsPage>(http, new EvalsView(
            (await new ManageDatasets(workspace).ListAsync(cancellationToken)).Datasets,
            (await new ManageRuns(workspace).ListAsync(null, cancellationToken)).Runs,
            (await new ManageReviews(workspace).ListAsync(cancellationToken)).Queues,
            (await new CertifyJudge(workspace).ListAsync(cancellationToken)).Certificates,
            [.. (await new ListCollections(workspace).RunAsync(cancellationToken)).Collections.Select(c => c.Name)],
            [.. routes.Where(r => r.Use is "chat").Select(r => r.Name)],
            FormToken.Of(http, antiforgery)));
    }

    // Without script the page waits; what was observed until somebody goes away is kept, and the form goes on with it.
    public static async Task<IResult> RunAsync(HttpContext http, Workspace workspace, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        var form = await PageForm.ReadAsync(http, antiforgery, cancellationToken);
        var request = new RunEvalRequest(form["dataset"].ToString(), form["subject"].ToString())
        {
            Scorers = form.Words("scorers"),
            Judge = form.Optional("judge"),
            Repeats = form.Number("repeats", 1),
            Drafts = form.Optional("drafts") is not null,
            Split = form.Optional("split"),
            Tags = form.Words("tags"),
            Baseline = form.Optional("baseline"),
        };
        var reply = await new RunEvaluation(workspace).RunAsync(request, folder: null, progress: null, cancellationToken);
        return SeeOther.Page(http, EvalLinks.Run(reply.Run));
    }

    public static async Task<IResult> ImportAsync(HttpContext http, Workspace workspace, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = MostUploaded;
        http.Features.Set<IFormFeature>(new FormFeature(http.Request, new FormOptions { MultipartBodyLengthLimit = MostUploaded }));
        var form = await PageForm.ReadAsync(http, antiforgery, cancellationToken);
        await using var upload = new UploadDataset(workspace);
        foreach (var file in form.Files)
        {
            // A form without a choice sends one empty file without a name.
            if (file.FileName.Length == 0) continue;
            await using var content = file.OpenReadStream();
            await upload.AddAsync(file.FileName, string.Equals(file.Name, EvalDatasetsEndpoint.Judgements, StringComparison.Ordinal), content, cancellationToken);
        }

        var request = new ImportDatasetRequest(form["dataset"].ToString(), []) { Format = form.Optional("format") ?? "auto", Cluster = form.Optional("cluster"), Append = form.Optional("append") is not null };
        return SeeOther.Page(http, EvalLinks.Dataset((await upload.ImportAsync(request, cancellationToken)).Dataset));
    }

    public static async Task<IResult> DraftAsync(HttpContext http, Workspace workspace, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        var form = await PageForm.ReadAsync(http, antiforgery, cancellationToken);
        var request = new DraftDatasetRequest(form["dataset"].ToString(), form["collection"].ToString()) { Count = form.Number("count", 100), Model = form.Optional("model") };
        var reply = await new ManageDatasets(workspace).DraftAsync(request, cancellationToken);
        return SeeOther.Page(http, EvalLinks.Dataset(reply.Dataset, onlyDrafts: true, 0));
    }
}
