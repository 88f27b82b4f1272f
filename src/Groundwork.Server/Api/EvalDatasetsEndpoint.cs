using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

/// <summary>Datasets of evaluations.</summary>
internal static class EvalDatasetsEndpoint
{
    public const string Judgements = "qrels";

    private const int Shown = 50;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/evals/datasets", ListAsync)
            .WithSummary("All datasets, each by its newest version")
            .Produces<DatasetsReply>();
        api.MapGet("/evals/datasets/{name}", VersionsAsync)
            .WithSummary("The versions of a dataset, newest first")
            .Produces<DatasetsReply>().Produces<ErrorReply>(StatusCodes.Status404NotFound);
        api.MapDelete("/evals/datasets/{name}", DeleteAsync)
            .WithSummary("Deletes a dataset with all its versions")
            .WithQuery("force", "1 to delete the runs that were made with it too.", isNumber: true)
            .Produces<DatasetDeletedReply>().Produces<ErrorReply>(StatusCodes.Status404NotFound).Produces<ErrorReply>(StatusCodes.Status409Conflict);
        api.MapGet("/evals/datasets/{name}/samples", SamplesAsync)
            .WithSummary("Some samples of a version; NAME@3 is the third one")
            .WithQuery("skip", "How many to leave out.", isNumber: true).WithQuery("limit", "How many to return, 1 to 1000; default 50.", isNumber: true).WithQuery("drafts", "1 for those alone that nobody accepted yet.", isNumber: true)
            .Produces<DatasetSamplesReply>().Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status404NotFound);
        api.MapPost("/evals/datasets/{name}/import", ImportAsync)
            .WithSummary("Files of samples become the next version of a dataset")
            .WithDescription("multipart/form-data: files of samples, and as \"qrels\" one file of judgements as trec_eval reads them. All of it is stored or nothing.")
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .WithQuery("format", "auto, samples, questions, csv, trec, squad or promptfoo; default auto.").WithQuery("cluster", "Tag whose value says what samples share.").WithQuery("append", "1 to add to the newest version.", isNumber: true)
            .Accepts<UploadForm>("multipart/form-data")
            .Produces<DatasetReply>().Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status422UnprocessableEntity);
        api.MapPost("/evals/datasets/draft", DraftAsync)
            .WithSummary("Adds questions drafted from a collection's documents; a person accepts them")
            .Accepts<DraftDatasetRequest>("application/json")
            .Produces<DatasetReply>().Produces<ErrorReply>(StatusCodes.Status404NotFound).Produces<ErrorReply>(StatusCodes.Status422UnprocessableEntity);
        api.MapPost("/evals/datasets/asked", AskedAsync)
            .WithSummary("Adds questions that were really asked of a collection, as drafts")
            .Accepts<SampleAnswersRequest>("application/json")
            .Produces<DatasetReply>().Produces<ErrorReply>(StatusCodes.Status404NotFound).Produces<ErrorReply>(StatusCodes.Status422UnprocessableEntity);
        api.MapPost("/evals/datasets/edit", EditAsync)
            .WithSummary("Accepts, removes, tags or splits samples: the next version")
            .Accepts<EditDatasetRequest>("application/json")
            .Produces<DatasetReply>().Produces<ErrorReply>(StatusCodes.Status404NotFound).Produces<ErrorReply>(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/evals/datasets/{name}/check", CheckAsync)
            .WithSummary("Samples whose question and answer stand together in a document of a collection")
            .WithQuery("collection", "Name of the collection; default \"default\".")
            .Produces<LeakageReply>().Produces<ErrorReply>(StatusCodes.Status404NotFound);
        api.MapGet("/evals/datasets/{name}/export", ExportAsync)
            .WithSummary("A version as a file")
            .WithQuery("format", "samples for everything, csv for a table; default samples.")
            .Produces<string>(contentType: "application/jsonl").Produces<ErrorReply>(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(Workspace workspace, CancellationToken cancellationToken) =>
        JsonReply.Of(await new ManageDatasets(workspace).ListAsync(cancellationToken), GroundworkJson.Readable.DatasetsReply);

    private static async Task<IResult> VersionsAsync(Workspace workspace, string name, CancellationToken cancellationToken) =>
        JsonReply.Of(await new ManageDatasets(workspace).VersionsAsync(name, cancellationToken), GroundworkJson.Readable.DatasetsReply);

    private static async Task<IResult> DeleteAsync(HttpContext http, Workspace workspace, string name, CancellationToken cancellationToken) => JsonReply.Of(
        new DatasetDeletedReply(name, await new ManageDatasets(workspace).DeleteAsync(name, http.Request.Number("force", 0) != 0, cancellationToken)), GroundworkJson.Readable.DatasetDeletedReply);

    private static async Task<IResult> SamplesAsync(HttpContext http, Workspace workspace, string name, CancellationToken cancellationToken)
    {
        var (skip, limit, datasets) = (http.Request.Number("skip", 0), http.Request.Number("limit", Shown), new ManageDatasets(workspace));
        return JsonReply.Of(
            await (http.Request.Number("drafts", 0) == 0 ? datasets.ShowAsync(name, skip, limit, cancellationToken) : datasets.DraftsAsync(name, skip, limit, cancellationToken)), GroundworkJson.Readable.DatasetSamplesReply);
    }

    private static async Task<IResult> ImportAsync(HttpContext http, Workspace workspace, string name, CancellationToken cancellationToken)
    {
        // The upload has a limit of its own, counted while it is read.
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        await using var upload = new UploadDataset(workspace);
        await foreach (var file in MultipartFiles.ReadAsync(http.Request, "curl -F files=@questions.jsonl -F qrels=@qrels.tsv", cancellationToken))
            await upload.AddAsync(file.Name, string.Equals(file.Field, Judgements, StringComparison.Ordinal), file.Content, cancellationToken);
        var request = new ImportDatasetRequest(name, []) { Format = http.Request.Text("format", "auto"), Cluster = http.Request.OptionalText("cluster"), Append = http.Request.Number("append", 0) != 0 };
        return JsonReply.Of(await upload.ImportAsync(request, cancellationToken), GroundworkJson.Readable.DatasetReply);
    }

    private static async Task<IResult> DraftAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken) => JsonReply.Of(
        await new ManageDatasets(workspace).DraftAsync(await RequestBody.ReadAsync(http, GroundworkJson.Request<DraftDatasetRequest>()), cancellationToken), GroundworkJson.Readable.DatasetReply);

    private static async Task<IResult> AskedAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken) => JsonReply.Of(
        await new ManageDatasets(workspace).FromAnswersAsync(await RequestBody.ReadAsync(http, GroundworkJson.Request<SampleAnswersRequest>()), cancellationToken), GroundworkJson.Readable.DatasetReply);

    private static async Task<IResult> EditAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken) => JsonReply.Of(
        await new ManageDatasets(workspace).EditAsync(await RequestBody.ReadAsync(http, GroundworkJson.Request<EditDatasetRequest>()), cancellationToken), GroundworkJson.Readable.DatasetReply);

    private static async Task<IResult> CheckAsync(HttpContext http, Workspace workspace, string name, CancellationToken cancellationToken) =>
        JsonReply.Of(await new ManageDatasets(workspace).CheckAsync(name, http.Request.Text("collection", "default"), cancellationToken), GroundworkJson.Readable.LeakageReply);

    private static async Task<IResult> ExportAsync(HttpContext http, Workspace workspace, string name, CancellationToken cancellationToken)
    {
        // Told to the end before the first byte goes out, so that a failure is still a reply.
        var format = http.Request.Text("format", "samples");
        var content = new MemoryStream();
        await new ManageDatasets(workspace).ExportAsync(name, format, content, cancellationToken);
        content.Position = 0;
        return string.Equals(format, "csv", StringComparison.Ordinal) ? Results.Stream(content, "text/csv; charset=utf-8", $"{name}.csv") : Results.Stream(content, "application/jsonl; charset=utf-8", $"{name}.jsonl");
    }
}
