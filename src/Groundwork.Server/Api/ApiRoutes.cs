using Groundwork.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

/// <summary>Every address of the API.</summary>
internal static class ApiRoutes
{
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("api");
        StatusEndpoint.Map(api);
        ModelsEndpoint.Map(api);
        DriftEndpoint.Map(api);
        CollectionsEndpoint.Map(api);
        DocumentsEndpoint.Map(api);
        DocumentEndpoint.Map(api);
        DuplicatesEndpoint.Map(api);
        SearchEndpoint.Map(api);
        AskEndpoint.Map(api);
        ConversationsEndpoint.Map(api);
        ConversationAskEndpoint.Map(api);
        IngestEndpoint.Map(api);
        UploadEndpoint.Map(api);
        PushEndpoint.Map(api);
        SourcesEndpoint.Map(api);
        SyncEndpoint.Map(api);
        JobsEndpoint.Map(api);
        JobEndpoint.Map(api);
        JobEventsEndpoint.Map(api);
        CancelJobEndpoint.Map(api);
        DeleteEndpoint.Map(api);
        ReindexEndpoint.Map(api);
        GenerationsEndpoint.Map(api);
        VerifyEndpoint.Map(api);
        MapEvaluations(api.MapGroup(""));
        HealthEndpoint.Map(routes);
        ReadyEndpoint.Map(routes);
    }

    // A run asks models, and datasets and reviews hold what people asked: once there are keys, programs need one.
    private static void MapEvaluations(RouteGroupBuilder evals)
    {
        evals.AddEndpointFilter(async (call, next) =>
        {
            await Visitor.KeyOfAsync(call.HttpContext);
            return await next(call);
        });
        EvalDatasetsEndpoint.Map(evals);
        EvalRunsEndpoint.Map(evals);
        EvalGateEndpoint.Map(evals);
        EvalReviewsEndpoint.Map(evals);
    }
}
