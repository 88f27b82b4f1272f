using Groundwork.Server.Hosting;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

internal static class EvalRunRoute
{
    public static async Task ShowAsync(HttpContext http, Workspace workspace, PageRenderer pages, IAntiforgery antiforgery, PageSession session, string run, CancellationToken cancellationToken)
    {
        session.Begin(http);
        var runs = new ManageRuns(workspace);
        var report = await runs.FragmentAsync(run, cancellationToken);
        var others = (await runs.ListAsync(report.Run.Dataset, cancellationToken)).Runs.Where(r => !string.Equals(r.Run, report.Run.Run, StringComparison.Ordinal));
        await pages.WriteAsync<EvalRunPage>(http, new EvalRunView(report, [.. others], FormToken.Of(http, antiforgery)));
    }

    public static async Task<IResult> PinAsync(HttpContext http, Workspace workspace, IAntiforgery antiforgery, string run, CancellationToken cancellationToken)
    {
        var form = await PageForm.ReadAsync(http, antiforgery, cancellationToken);
        await new ManageRuns(workspace).PinAsync(form["name"].ToString(), run, cancellationToken);
        return SeeOther.Page(http, EvalLinks.Run(run));
    }

    public static async Task<IResult> ReviewAsync(HttpContext http, Workspace workspace, IAntiforgery antiforgery, string run, CancellationToken cancellationToken)
    {
        var form = await PageForm.ReadAsync(http, antiforgery, cancellationToken);
        var usual = new CreateReviewRequest(form["queue"].ToString(), run);
        var reply = await new ManageReviews(workspace).CreateAsync(
            usual with
            {
                Criterion = form.Optional("criterion"),
                Question = form.Optional("question"),
                Levels = form.Optional("levels")?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                Reviewers = form.Number("reviewers", usual.Reviewers),
                Metric = form.Optional("metric"),
                Threshold = form.Real("threshold") ?? usual.Threshold,
                ConfidenceBelow = form.Real("confidence"),
                Share = form.Real("share") ?? usual.Share,
                Most = form.Number("most", usual.Most),
            },
            cancellationToken);
        return SeeOther.Page(http, EvalLinks.Review(reply.Queue));
    }

    public static async Task<IResult> DeleteAsync(HttpContext http, Workspace workspace, IAntiforgery antiforgery, string run, CancellationToken cancellationToken)
    {
        await PageForm.ReadAsync(http, antiforgery, cancellationToken);
        await new ManageRuns(workspace).DeleteAsync(run, cancellationToken);
        return SeeOther.Page(http, EvalLinks.All);
    }
}
