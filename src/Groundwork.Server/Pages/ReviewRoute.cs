using Groundwork.Server.Api.Wire;
using Groundwork.Server.Hosting;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

internal static class ReviewRoute
{
    private const int MostListed = 1_000;

    public static async Task ShowAsync(HttpContext http, Workspace workspace, PageRenderer pages, IAntiforgery antiforgery, PageSession session, string queue, CancellationToken cancellationToken)
    {
        session.Begin(http);
        var reviews = new ManageReviews(workspace);
        var (reviewer, named, token) = (http.Request.OptionalText("reviewer")?.Trim(), http.Request.OptionalText("item"), FormToken.Of(http, antiforgery));
        var item = reviewer is null ? null : named is null ? (await reviews.NextAsync(queue, reviewer, cancellationToken)).Next : await reviews.ItemAsync(queue, named, reviewer, cancellationToken);
        var view = item is null ? await OverviewAsync(reviews, queue, reviewer, token, cancellationToken) : await ItemAsync(workspace, reviews, queue, reviewer!, item, token, cancellationToken);
        await pages.WriteAsync<ReviewPage>(http, view);
    }

    public static Task<IResult> VoteAsync(HttpContext http, Workspace workspace, IAntiforgery antiforgery, string queue, CancellationToken cancellationToken) => SendAsync(
        http, antiforgery, queue, (form, item, reviewer) => new ManageReviews(workspace).VoteAsync(queue, new VoteRequest(item, reviewer, LevelOf(form), form["comment"].ToString().Trim()), cancellationToken), cancellationToken);

    public static Task<IResult> DecideAsync(HttpContext http, Workspace workspace, IAntiforgery antiforgery, string queue, CancellationToken cancellationToken) => SendAsync(
        http, antiforgery, queue, (form, item, reviewer) => new ManageReviews(workspace).DecideAsync(queue, new VoteRequest(item, reviewer, LevelOf(form), form["comment"].ToString().Trim()), cancellationToken), cancellationToken);

    public static async Task<IResult> SkipAsync(HttpContext http, Workspace workspace, IAntiforgery antiforgery, string queue, CancellationToken cancellationToken)
    {
        var form = await PageForm.ReadAsync(http, antiforgery, cancellationToken);
        var reviewer = form["reviewer"].ToString();
        await new ManageReviews(workspace).SkipAsync(queue, new SkipReviewRequest(form["item"].ToString(), reviewer, form["reason"].ToString()), cancellationToken);
        return SeeOther.Page(http, EvalLinks.Review(queue, reviewer));
    }

    public static async Task<IResult> PromoteAsync(HttpContext http, Workspace workspace, IAntiforgery antiforgery, string queue, CancellationToken cancellationToken)
    {
        var form = await PageForm.ReadAsync(http, antiforgery, cancellationToken);
        var reply = await new ManageReviews(workspace).PromoteAsync(queue, new PromoteReviewRequest(form["item"].ToString(), form["dataset"].ToString(), form.Optional("reference")), cancellationToken);
        return SeeOther.Page(http, EvalLinks.Dataset(reply.Dataset));
    }

    private static async Task<IResult> SendAsync(
        HttpContext http, IAntiforgery antiforgery, string queue, Func<IFormCollection, string, string, Task<ReviewItemReply>> send, CancellationToken cancellationToken)
    {
        var form = await PageForm.ReadAsync(http, antiforgery, cancellationToken);
        var (item, reviewer) = (form["item"].ToString(), form["reviewer"].ToString());
        await send(form, item, reviewer);
        return SeeOther.Page(http, EvalLinks.Review(queue, reviewer, item));
    }

    private static int LevelOf(IFormCollection form) =>
        form.Optional("level") is null ? throw new InvalidRequestException("No level is chosen. Choose one, then send the form again.") : form.Number("level", 0);

    private static async Task<ReviewPageView> OverviewAsync(ManageReviews reviews, string queue, string? reviewer, string token, CancellationToken cancellationToken)
    {
        // What has all its votes hides nothing from those who were not asked.
        var disputed = await reviews.ItemsAsync(queue, "disputed", reviewer ?? "", 0, MostListed, cancellationToken);
        var agreement = await reviews.AgreementAsync(queue, cancellationToken);
        return new ReviewPageView(disputed.Queue, reviewer, null, token) { Finished = disputed.Items, Agreement = agreement };
    }

    private static async Task<ReviewPageView> ItemAsync(Workspace workspace, ManageReviews reviews, string queue, string reviewer, ReviewItemReply item, string token, CancellationToken cancellationToken)
    {
        var all = await reviews.ItemsAsync(queue, null, reviewer, 0, MostListed, cancellationToken);
        var ids = all.Items.Select(i => i.Item).ToList();
        var place = ids.IndexOf(item.Item);
        var isOpen = item.Own is null && item.Others is null;
        return new ReviewPageView(all.Queue, reviewer, item, token)
        {
            Place = place + 1,
            Before = place > 0 ? EvalLinks.Review(queue, reviewer, ids[place - 1]) : null,
            // After a vote the queue says what is next; before it, a reviewer just looks around.
            Next = EvalLinks.Review(queue, reviewer, isOpen && place >= 0 && place < ids.Count - 1 ? ids[place + 1] : null),
            Datasets = item.Decided is null ? [] : [.. (await new ManageDatasets(workspace).ListAsync(cancellationToken)).Datasets.Select(d => d.Dataset)],
        };
    }
}
