using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class ModelsEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/models", ListAsync).WithSummary("The routes to models with their targets and prices, and where budgets stand").Produces<ModelsReply>();
        api.MapGet("/models/prices", () => JsonReply.Of(ListModels.Prices(), GroundworkJson.Readable.PricesReply)).WithSummary("The prices that were reviewed with this version").Produces<PricesReply>();
        api.MapGet("/models/usage", UsageAsync)
            .WithSummary("What models were used for: requests, tokens, cost, caches, errors and times")
            .WithQuery("from", "First day of UTC, like 2026-01-31; default six days before the last.").WithQuery("to", "Last day; default today.")
            .WithQuery("by", "day, key, user, route, target or model; default day.")
            .Produces<ModelUsageReply>().Produces<ErrorReply>(StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> ListAsync(Workspace workspace, CancellationToken cancellationToken) =>
        JsonReply.Of(await new ListModels(workspace).RunAsync(cancellationToken), GroundworkJson.Readable.ModelsReply);

    private static async Task<IResult> UsageAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken)
    {
        var query = http.Request;
        var request = new UsageRequest(query.OptionalText("from"), query.OptionalText("to"), query.Text("by", "day"));
        return JsonReply.Of(await new ReportUsage(workspace).RunAsync(request, cancellationToken), GroundworkJson.Readable.ModelUsageReply);
    }
}
