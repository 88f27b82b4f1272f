using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class DriftEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/evals/drift", HandleAsync)
        .WithSummary("What changed in questions and answers, compared with what was usual, and the most typical new questions")
        .WithQuery("collection", "Name of the collection; default \"default\".")
        .WithQuery("from", "First day of UTC that is looked at, like 2026-01-31; default six days before the last.").WithQuery("to", "Last day; default today.")
        .WithQuery("referenceFrom", "First day of what was usual; default five times as many days.").WithQuery("referenceTo", "Last day of what was usual; default the day before the first.")
        .Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status404NotFound)
        .Produces<DriftReply>().Produces<ErrorReply>(StatusCodes.Status500InternalServerError);

    private static async Task<IResult> HandleAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken)
    {
        var query = http.Request;
        var request = new DriftRequest(query.Text("collection", "default"))
        {
            From = query.OptionalText("from"), To = query.OptionalText("to"), ReferenceFrom = query.OptionalText("referenceFrom"), ReferenceTo = query.OptionalText("referenceTo"),
        };
        return JsonReply.Of(await new MeasureDrift(workspace).RunAsync(request, cancellationToken), GroundworkJson.Readable.DriftReply);
    }
}
