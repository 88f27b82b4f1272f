using System.Text;
using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

/// <summary>Gates, the certificates of judges, and what can score.</summary>
internal static class EvalGateEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/evals/gate", GateAsync)
            .WithSummary("A gate decides on a run: pass, fail or inconclusive")
            .WithDescription("The body is the text of a gate's file, YAML. Its baseline is a run that is kept, or numbers.")
            .WithQuery("run", "Id of the run; left out, the newest complete run of the gate's dataset and subject.")
            .Accepts<string>("application/yaml", "text/yaml", "text/plain")
            .Produces<GateReply>().Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status404NotFound).Produces<ErrorReply>(StatusCodes.Status409Conflict);
        api.MapGet("/evals/judges", JudgesAsync)
            .WithSummary("How far judges agree with people: their certificates, newest first")
            .Produces<CertificatesReply>();
        api.MapGet("/evals/scorers", () => JsonReply.Of(ManageRuns.Scorers, GroundworkJson.Readable.ScorersReply))
            .WithSummary("What can score, how it is written, and what it needs")
            .Produces<ScorersReply>();
    }

    private static async Task<IResult> GateAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(http.Request.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var text = await reader.ReadToEndAsync(cancellationToken);
        return JsonReply.Of(await new DecideGate(workspace).RunTextAsync(text, http.Request.OptionalText("run"), cancellationToken), GroundworkJson.Readable.GateReply);
    }

    private static async Task<IResult> JudgesAsync(Workspace workspace, CancellationToken cancellationToken) =>
        JsonReply.Of(await new CertifyJudge(workspace).ListAsync(cancellationToken), GroundworkJson.Readable.CertificatesReply);
}
