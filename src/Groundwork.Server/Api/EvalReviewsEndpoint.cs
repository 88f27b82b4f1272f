using System.Text;
using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

/// <summary>Reviews: people look at answers of a run.</summary>
internal static class EvalReviewsEndpoint
{
    private const int Listed = 50;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/evals/reviews", ListAsync)
            .WithSummary("Review queues and how far they are")
            .Produces<ReviewQueuesReply>();
        api.MapPost("/evals/reviews", CreateAsync)
            .WithSummary("Answers of a run are chosen by rules for people to look at")
            .Accepts<CreateReviewRequest>("application/json")
            .Produces<ReviewQueueReply>().Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status404NotFound).Produces<ErrorReply>(StatusCodes.Status409Conflict);
        api.MapGet("/evals/reviews/{queue}", ShowAsync)
            .WithSummary("One queue")
            .Produces<ReviewQueueReply>().Produces<ErrorReply>(StatusCodes.Status409Conflict);
        api.MapGet("/evals/reviews/{queue}/items", ItemsAsync)
            .WithSummary("Items as a reviewer may see them; what others said is hidden until the own vote")
            .WithQuery("reviewer", "Who looks.").WithQuery("state", "Only those that are open, agreed, disputed or adjudicated.").WithQuery("skip", "How many to leave out.", isNumber: true).WithQuery("limit", "How many to return, 1 to 1000; default 50.", isNumber: true)
            .Produces<ReviewItemsReply>().Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status409Conflict);
        api.MapPost("/evals/reviews/{queue}/next", NextAsync)
            .WithSummary("Hands out the first item that still needs this reviewer; without one there is nothing to do")
            .Accepts<NextReviewRequest>("application/json")
            .Produces<NextReviewReply>().Produces<ErrorReply>(StatusCodes.Status409Conflict);
        api.MapPost("/evals/reviews/{queue}/vote", VoteAsync)
            .WithSummary("Casts a vote, or changes the reviewer's own")
            .Accepts<VoteRequest>("application/json")
            .Produces<ReviewItemReply>().Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status409Conflict);
        api.MapPost("/evals/reviews/{queue}/skip", SkipAsync)
            .WithSummary("Leaves an item to others, with a reason")
            .Accepts<SkipReviewRequest>("application/json")
            .Produces<ReviewItemReply>().Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status409Conflict);
        api.MapPost("/evals/reviews/{queue}/decide", DecideAsync)
            .WithSummary("Decides an item on which reviewers differ")
            .Accepts<VoteRequest>("application/json")
            .Produces<ReviewItemReply>().Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status409Conflict);
        api.MapPost("/evals/reviews/{queue}/promote", PromoteAsync)
            .WithSummary("A decided item becomes a sample of a dataset")
            .Accepts<PromoteReviewRequest>("application/json")
            .Produces<DatasetReply>().Produces<ErrorReply>(StatusCodes.Status409Conflict).Produces<ErrorReply>(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/evals/reviews/{queue}/agreement", AgreementAsync)
            .WithSummary("Agreement among people beside agreement of the judge with people")
            .Produces<AgreementReply>().Produces<ErrorReply>(StatusCodes.Status409Conflict);
        api.MapGet("/evals/reviews/{queue}/labels", LabelsAsync)
            .WithSummary("The labels as a file that judges are certified on")
            .WithQuery("decisions", "1 for one label per item, what was agreed or decided.", isNumber: true)
            .Produces<string>(contentType: "application/jsonl").Produces<ErrorReply>(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ListAsync(Workspace workspace, CancellationToken cancellationToken) =>
        JsonReply.Of(await new ManageReviews(workspace).ListAsync(cancellationToken), GroundworkJson.Readable.ReviewQueuesReply);

    private static async Task<IResult> CreateAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken) => JsonReply.Of(
        await new ManageReviews(workspace).CreateAsync(await RequestBody.ReadAsync(http, GroundworkJson.Request<CreateReviewRequest>()), cancellationToken), GroundworkJson.Readable.ReviewQueueReply);

    private static async Task<IResult> ShowAsync(Workspace workspace, string queue, CancellationToken cancellationToken) =>
        JsonReply.Of(await new ManageReviews(workspace).ShowAsync(queue, cancellationToken), GroundworkJson.Readable.ReviewQueueReply);

    private static async Task<IResult> ItemsAsync(HttpContext http, Workspace workspace, string queue, CancellationToken cancellationToken) => JsonReply.Of(
        await new ManageReviews(workspace).ItemsAsync(queue, http.Request.OptionalText("state"), http.Request.Text("reviewer", ""), http.Request.Number("skip", 0), http.Request.Number("limit", Listed), cancellationToken),
        GroundworkJson.Readable.ReviewItemsReply);

    private static async Task<IResult> NextAsync(HttpContext http, Workspace workspace, string queue, CancellationToken cancellationToken) => JsonReply.Of(
        await new ManageReviews(workspace).NextAsync(queue, (await RequestBody.ReadAsync(http, GroundworkJson.Default.NextReviewRequest)).Reviewer, cancellationToken), GroundworkJson.Readable.NextReviewReply);

    private static async Task<IResult> VoteAsync(HttpContext http, Workspace workspace, string queue, CancellationToken cancellationToken) => JsonReply.Of(
        await new ManageReviews(workspace).VoteAsync(queue, await RequestBody.ReadAsync(http, GroundworkJson.Default.VoteRequest), cancellationToken), GroundworkJson.Readable.ReviewItemReply);

    private static async Task<IResult> SkipAsync(HttpContext http, Workspace workspace, string queue, CancellationToken cancellationToken) => JsonReply.Of(
        await new ManageReviews(workspace).SkipAsync(queue, await RequestBody.ReadAsync(http, GroundworkJson.Default.SkipReviewRequest), cancellationToken), GroundworkJson.Readable.ReviewItemReply);

    private static async Task<IResult> DecideAsync(HttpContext http, Workspace workspace, string queue, CancellationToken cancellationToken) => JsonReply.Of(
        await new ManageReviews(workspace).DecideAsync(queue, await RequestBody.ReadAsync(http, GroundworkJson.Default.VoteRequest), cancellationToken), GroundworkJson.Readable.ReviewItemReply);

    private static async Task<IResult> PromoteAsync(HttpContext http, Workspace workspace, string queue, CancellationToken cancellationToken) => JsonReply.Of(
        await new ManageReviews(workspace).PromoteAsync(queue, await RequestBody.ReadAsync(http, GroundworkJson.Default.PromoteReviewRequest), cancellationToken), GroundworkJson.Readable.DatasetReply);

    private static async Task<IResult> AgreementAsync(Workspace workspace, string queue, CancellationToken cancellationToken) =>
        JsonReply.Of(await new ManageReviews(workspace).AgreementAsync(queue, cancellationToken), GroundworkJson.Readable.AgreementReply);

    private static async Task<IResult> LabelsAsync(HttpContext http, Workspace workspace, string queue, CancellationToken cancellationToken) => Results.File(
        Encoding.UTF8.GetBytes(await new ManageReviews(workspace).ExportAsync(queue, http.Request.Number("decisions", 0) != 0, cancellationToken)), "application/jsonl; charset=utf-8", $"{queue}.jsonl");
}
