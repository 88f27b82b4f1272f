using Groundwork.Server.Api.Wire;
using Groundwork.Server.Hosting;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class AskEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/ask", HandleAsync)
        .WithSummary("A question becomes an answer with checked citations")
        .WithDescription("With Accept: text/event-stream the events found, drafted, verified, done or error are sent as they happen; a draft is not yet checked, and verified tells of one sentence of it. A client that goes away cancels the answer.")
        .Accepts<AskRequest>("application/json")
        .Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status401Unauthorized).Produces<ErrorReply>(StatusCodes.Status403Forbidden).Produces<ErrorReply>(StatusCodes.Status404NotFound)
        .Produces<AskReply>().Produces<ErrorReply>(StatusCodes.Status500InternalServerError);

    private static async Task<IResult> HandleAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken)
    {
        var request = await RequestBody.ReadAsync(http, GroundworkJson.Default.AskRequest);
        var ask = new AskQuestion(workspace, await Visitor.KeyOfAsync(http));
        if (EventStream.IsWanted(http.Request))
        {
            await EventStream.SendAsync(http, ended => ask.RunAsync(request, ended).Select(Updates.ToEvent));
            return Results.Empty;
        }

        AskReply? reply = null;
        await foreach (var update in ask.RunAsync(request, cancellationToken))
            if (update is AskUpdate.Done done) reply = done.Reply;
        return JsonReply.Of(reply!, GroundworkJson.Readable.AskReply);
    }
}
