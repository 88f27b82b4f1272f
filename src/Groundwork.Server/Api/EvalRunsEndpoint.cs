using System.Globalization;
using System.Text;
using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

/// <summary>Runs of evaluations.</summary>
internal static class EvalRunsEndpoint
{
    private const string Streams =
        "With Accept: text/event-stream the events progress, then done or error are sent. A client that goes away stops it; what was observed is kept, and asking again goes on with it.";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/evals/runs", ListAsync)
            .WithSummary("Runs, those started last first")
            .WithQuery("dataset", "Only those of a dataset.")
            .Produces<EvalRunsReply>();
        api.MapPost("/evals/runs", RunAsync)
            .WithSummary("A dataset is run through a subject, scored and reported")
            .WithDescription(Streams + " Subjects, scorers and rubrics that read files or start programs are refused here.")
            .Accepts<RunEvalRequest>("application/json")
            .Produces<EvalReply>().Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status404NotFound).Produces<ErrorReply>(StatusCodes.Status502BadGateway);
        api.MapPost("/evals/runs/rescore", RescoreAsync)
            .WithSummary("Scores stored observations by further or changed scorers; the subject is not asked")
            .WithDescription(Streams)
            .Accepts<RescoreRequest>("application/json")
            .Produces<EvalReply>().Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status404NotFound);
        api.MapGet("/evals/runs/{run}", ReportAsync)
            .WithSummary("The report of a run, by its id or the baseline it is kept as")
            .Produces<EvalReply>().Produces<ErrorReply>(StatusCodes.Status404NotFound);
        api.MapDelete("/evals/runs/{run}", DeleteAsync)
            .WithSummary("Deletes a run with its scores")
            .Produces(StatusCodes.Status204NoContent).Produces<ErrorReply>(StatusCodes.Status404NotFound).Produces<ErrorReply>(StatusCodes.Status409Conflict);
        api.MapGet("/evals/runs/{run}/page", PageAsync)
            .WithSummary("The report as one HTML file that needs nothing else")
            .Produces<string>(contentType: "text/html").Produces<ErrorReply>(StatusCodes.Status404NotFound);
        api.MapGet("/evals/runs/{run}/items", ItemsAsync)
            .WithSummary("The values of a run as a table, a line for each sample")
            .Produces<string>(contentType: "text/csv").Produces<ErrorReply>(StatusCodes.Status404NotFound);
        api.MapGet("/evals/runs/{run}/observations", ObservationsAsync)
            .WithSummary("What was observed, one line each, to be scored elsewhere")
            .Produces<string>(contentType: "application/jsonl").Produces<ErrorReply>(StatusCodes.Status404NotFound);
        api.MapPost("/evals/runs/{run}/baseline", PinAsync)
            .WithSummary("Keeps a complete run as what later runs are compared with")
            .Accepts<PinBaselineRequest>("application/json")
            .Produces<EvalRunReply>().Produces<ErrorReply>(StatusCodes.Status404NotFound).Produces<ErrorReply>(StatusCodes.Status409Conflict);
        api.MapGet("/evals/compare", CompareAsync)
            .WithSummary("Two runs, sample by sample")
            .WithQuery("baseline", "Id of the run that is compared with, or the baseline it is kept as.", isRequired: true).WithQuery("run", "Id of the run that is compared.", isRequired: true)
            .Produces<CompareReply>().Produces<ErrorReply>(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken) =>
        JsonReply.Of(await new ManageRuns(workspace).ListAsync(http.Request.OptionalText("dataset"), cancellationToken), GroundworkJson.Readable.EvalRunsReply);

    private static async Task<IResult> RunAsync(HttpContext http, Workspace workspace)
    {
        var request = await RequestBody.ReadAsync(http, GroundworkJson.Request<RunEvalRequest>());
        return await EvaluateAsync(http, (progress, cancellationToken) => new RunEvaluation(workspace).RunAsync(request, folder: null, progress, cancellationToken));
    }

    private static async Task<IResult> RescoreAsync(HttpContext http, Workspace workspace)
    {
        var request = await RequestBody.ReadAsync(http, GroundworkJson.Request<RescoreRequest>());
        return await EvaluateAsync(http, (progress, cancellationToken) => new RunEvaluation(workspace).RescoreAsync(request, folder: null, progress, cancellationToken));
    }

    private static async Task<IResult> EvaluateAsync(HttpContext http, Func<IProgress<EvalProgress>?, CancellationToken, Task<EvalReply>> evaluate)
    {
        if (!EventStream.IsWanted(http.Request)) return JsonReply.Of(await evaluate(null, http.RequestAborted), GroundworkJson.Readable.EvalReply);
        await EventStream.SendAsync(http, ended => EvalEvents.OfAsync(evaluate, ended));
        return Results.Empty;
    }

    private static async Task<IResult> ReportAsync(Workspace workspace, string run, CancellationToken cancellationToken) =>
        JsonReply.Of(await new ManageRuns(workspace).ReportAsync(run, cancellationToken), GroundworkJson.Readable.EvalReply);

    private static async Task<IResult> DeleteAsync(Workspace workspace, string run, CancellationToken cancellationToken)
    {
        await new ManageRuns(workspace).DeleteAsync(run, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> PageAsync(Workspace workspace, string run, CancellationToken cancellationToken)
    {
        var page = new StringWriter(CultureInfo.InvariantCulture);
        await new ManageRuns(workspace).WritePageAsync(run, page, cancellationToken);
        return File(page.ToString(), "text/html; charset=utf-8", $"{run}.html");
    }

    private static async Task<IResult> ItemsAsync(Workspace workspace, string run, CancellationToken cancellationToken)
    {
        var table = new StringWriter(CultureInfo.InvariantCulture);
        EvalForms.WriteCsv(await new ManageRuns(workspace).ReportAsync(run, cancellationToken), table, cancellationToken);
        return File(table.ToString(), "text/csv; charset=utf-8", $"{run}.csv");
    }

    private static async Task<IResult> ObservationsAsync(Workspace workspace, string run, CancellationToken cancellationToken)
    {
        var content = new MemoryStream();
        await new ManageRuns(workspace).WriteObservationsAsync(run, content, cancellationToken);
        content.Position = 0;
        return Results.Stream(content, "application/jsonl; charset=utf-8", $"{run}.jsonl");
    }

    private static async Task<IResult> PinAsync(HttpContext http, Workspace workspace, string run, CancellationToken cancellationToken) => JsonReply.Of(
        await new ManageRuns(workspace).PinAsync((await RequestBody.ReadAsync(http, GroundworkJson.Default.PinBaselineRequest)).Name, run, cancellationToken), GroundworkJson.Readable.EvalRunReply);

    private static async Task<IResult> CompareAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken) => JsonReply.Of(
        await new ManageRuns(workspace).CompareAsync(http.Request.RequiredText("baseline"), http.Request.RequiredText("run"), cancellationToken), GroundworkJson.Readable.CompareReply);

    private static IResult File(string content, string type, string name) => Results.File(Encoding.UTF8.GetBytes(content), type, name);
}
