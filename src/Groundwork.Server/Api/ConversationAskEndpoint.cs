using System.Runtime.CompilerServices;
using System.Text.Json;
using Groundwork.Server.Api.Wire;
using Groundwork.Server.Hosting;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

/// <summary>Turns of a conversation: asked, asked again, or another in the place of one.</summary>
internal static class ConversationAskEndpoint
{
    private const string Description =
        "With Accept: text/event-stream the events begun, those of /api/ask, and ended, or error, are sent as they happen. A client that goes away stops the turn; what was checked until then is kept.";

    public static void Map(IEndpointRouteBuilder api)
    {
        Described(api.MapPost("/conversations/{conversation}/ask", AskAsync), "Asks after the newest turn; the collection is the conversation's").Accepts<AskRequest>("application/json");
        Described(api.MapPost("/conversations/{conversation}/turns/{turn:long}/edit", EditAsync), "Asks something else in the place of a turn; what followed no longer counts").Accepts<AskRequest>("application/json");
        Described(api.MapPost("/conversations/{conversation}/turns/{turn:long}/retry", RetryAsync), "Asks a turn again; what followed no longer counts");
    }

    private static RouteHandlerBuilder Described(RouteHandlerBuilder route, string summary) => route.WithSummary(summary).WithDescription(Description)
        .Produces<TurnReply>().Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status401Unauthorized).Produces<ErrorReply>(StatusCodes.Status403Forbidden).Produces<ErrorReply>(StatusCodes.Status404NotFound).Produces<ErrorReply>(StatusCodes.Status409Conflict);

    private static async Task<IResult> AskAsync(HttpContext http, Workspace workspace, string conversation)
    {
        var asking = new AskInConversation(workspace, await Visitor.KeyOfAsync(http));
        var request = await RequestBody.ReadAsync(http, GroundworkJson.Default.AskRequest);
        return await ReplyAsync(http, stop => asking.AskAsync(conversation, request, stop));
    }

    private static async Task<IResult> EditAsync(HttpContext http, Workspace workspace, string conversation, long turn)
    {
        var asking = new AskInConversation(workspace, await Visitor.KeyOfAsync(http));
        var request = await RequestBody.ReadAsync(http, GroundworkJson.Default.AskRequest);
        return await ReplyAsync(http, stop => asking.EditAsync(conversation, turn, request, stop));
    }

    private static async Task<IResult> RetryAsync(HttpContext http, Workspace workspace, string conversation, long turn)
    {
        var asking = new AskInConversation(workspace, await Visitor.KeyOfAsync(http));
        return await ReplyAsync(http, stop => asking.RetryAsync(conversation, turn, stop));
    }

    private static async Task<IResult> ReplyAsync(HttpContext http, Func<CancellationToken, IAsyncEnumerable<ConversationUpdate>> updates)
    {
        if (EventStream.IsWanted(http.Request))
        {
            await EventStream.SendAsync(http, stop => EventsAsync(updates(stop), stop));
            return Results.Empty;
        }

        TurnReply? turn = null;
        await foreach (var update in updates(http.RequestAborted))
            if (update is ConversationUpdate.Ended ended) turn = ended.Turn;
        return JsonReply.Of(turn!, GroundworkJson.Readable.TurnReply);
    }

    private static async IAsyncEnumerable<ServerEvent> EventsAsync(IAsyncEnumerable<ConversationUpdate> updates, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var update in updates.WithCancellation(cancellationToken))
        {
            yield return update switch
            {
                ConversationUpdate.Begun begun => new ServerEvent("begun", JsonSerializer.Serialize(begun.Turn, GroundworkJson.Readable.TurnReply)),
                ConversationUpdate.News news => Updates.ToEvent(news.Update),
                ConversationUpdate.Ended ended => new ServerEvent("ended", JsonSerializer.Serialize(ended.Turn, GroundworkJson.Readable.TurnReply)),
                _ => throw new InvalidOperationException($"An unknown update: {update}."),
            };
        }
    }
}
