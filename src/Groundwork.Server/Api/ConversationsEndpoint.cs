using Groundwork.Server.Api.Wire;
using Groundwork.Server.Hosting;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

/// <summary>Everything about conversations but asking.</summary>
internal static class ConversationsEndpoint
{
    private const int Listed = 50;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/conversations", BeginAsync)
            .WithSummary("Begins a conversation with a collection")
            .Accepts<BeginConversationRequest>("application/json")
            .Produces<ConversationReply>().Produces<ErrorReply>(StatusCodes.Status401Unauthorized).Produces<ErrorReply>(StatusCodes.Status404NotFound);
        api.MapGet("/conversations", ListAsync)
            .WithSummary("Conversations, the one that changed last first")
            .WithQuery("collection", "Only those of a collection.").WithQuery("skip", "How many to leave out.", isNumber: true).WithQuery("limit", "How many to return, 1 to 1000; default 50.", isNumber: true)
            .Produces<ConversationsReply>().Produces<ErrorReply>(StatusCodes.Status401Unauthorized).Produces<ErrorReply>(StatusCodes.Status400BadRequest);
        api.MapGet("/conversations/{conversation}", ShowAsync)
            .WithSummary("One conversation with the turns that count")
            .Produces<ConversationReply>().Produces<ErrorReply>(StatusCodes.Status401Unauthorized).Produces<ErrorReply>(StatusCodes.Status404NotFound);
        api.MapDelete("/conversations/{conversation}", DeleteAsync)
            .WithSummary("Deletes a conversation, its feedback and its shared addresses")
            .Produces<ConversationDeletedReply>().Produces<ErrorReply>(StatusCodes.Status401Unauthorized).Produces<ErrorReply>(StatusCodes.Status404NotFound);
        api.MapPost("/conversations/{conversation}/rename", RenameAsync)
            .WithSummary("Gives a conversation a title")
            .Accepts<RenameConversationRequest>("application/json")
            .Produces<ConversationReply>().Produces<ErrorReply>(StatusCodes.Status401Unauthorized).Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status404NotFound);
        api.MapGet("/conversations/{conversation}/export", ExportAsync)
            .WithSummary("A conversation as Markdown with footnotes")
            .Produces<string>(contentType: "text/markdown").Produces<ErrorReply>(StatusCodes.Status404NotFound);
        api.MapPost("/conversations/{conversation}/turns/{turn:long}/feedback", RateAsync)
            .WithSummary("Keeps what a reader thinks of an answer")
            .Accepts<RateTurnRequest>("application/json")
            .Produces<TurnReply>().Produces<ErrorReply>(StatusCodes.Status401Unauthorized).Produces<ErrorReply>(StatusCodes.Status400BadRequest).Produces<ErrorReply>(StatusCodes.Status404NotFound);
        api.MapPost("/conversations/{conversation}/shares", ShareAsync)
            .WithSummary("Makes a read-only address of a conversation as it is now")
            .Produces<ShareReply>().Produces<ErrorReply>(StatusCodes.Status401Unauthorized).Produces<ErrorReply>(StatusCodes.Status404NotFound);
        api.MapDelete("/conversations/{conversation}/shares/{token}", RevokeAsync)
            .WithSummary("Revokes such an address")
            .Produces(StatusCodes.Status204NoContent).Produces<ErrorReply>(StatusCodes.Status404NotFound);
        api.MapGet("/feedback", FeedbackAsync)
            .WithSummary("What readers said of a collection's answers, with what each answer was made with")
            .WithQuery("collection", "Name of the collection; default \"default\".")
            .Produces<FeedbackListReply>().Produces<ErrorReply>(StatusCodes.Status401Unauthorized);
    }

    private static async ValueTask<ManageConversations> OfAsync(HttpContext http, Workspace workspace) => new(workspace, await Visitor.KeyOfAsync(http));

    private static async Task<IResult> BeginAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken) => JsonReply.Of(
        await (await OfAsync(http, workspace)).BeginAsync(await RequestBody.ReadAsync(http, GroundworkJson.Default.BeginConversationRequest), cancellationToken), GroundworkJson.Readable.ConversationReply);

    private static async Task<IResult> ListAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken) => JsonReply.Of(
        await (await OfAsync(http, workspace)).ListAsync(http.Request.OptionalText("collection"), http.Request.Number("skip", 0), http.Request.Number("limit", Listed), cancellationToken),
        GroundworkJson.Readable.ConversationsReply);

    private static async Task<IResult> ShowAsync(HttpContext http, Workspace workspace, string conversation, CancellationToken cancellationToken) =>
        JsonReply.Of(await (await OfAsync(http, workspace)).ShowAsync(conversation, cancellationToken), GroundworkJson.Readable.ConversationReply);

    private static async Task<IResult> DeleteAsync(HttpContext http, Workspace workspace, string conversation, CancellationToken cancellationToken) =>
        JsonReply.Of(await (await OfAsync(http, workspace)).DeleteAsync(conversation, cancellationToken), GroundworkJson.Readable.ConversationDeletedReply);

    private static async Task<IResult> RenameAsync(HttpContext http, Workspace workspace, string conversation, CancellationToken cancellationToken) => JsonReply.Of(
        await (await OfAsync(http, workspace)).RenameAsync(conversation, await RequestBody.ReadAsync(http, GroundworkJson.Default.RenameConversationRequest), cancellationToken),
        GroundworkJson.Readable.ConversationReply);

    private static async Task<IResult> ExportAsync(HttpContext http, Workspace workspace, string conversation, CancellationToken cancellationToken) =>
        Results.Text(await (await OfAsync(http, workspace)).ExportAsync(conversation, cancellationToken), "text/markdown; charset=utf-8");

    private static async Task<IResult> RateAsync(HttpContext http, Workspace workspace, string conversation, long turn, CancellationToken cancellationToken) => JsonReply.Of(
        await (await OfAsync(http, workspace)).RateAsync(conversation, turn, await RequestBody.ReadAsync(http, GroundworkJson.Default.RateTurnRequest), cancellationToken), GroundworkJson.Readable.TurnReply);

    private static async Task<IResult> ShareAsync(HttpContext http, Workspace workspace, string conversation, CancellationToken cancellationToken) =>
        JsonReply.Of(await (await OfAsync(http, workspace)).ShareAsync(conversation, cancellationToken), GroundworkJson.Readable.ShareReply);

    private static async Task<IResult> RevokeAsync(HttpContext http, Workspace workspace, string conversation, string token, CancellationToken cancellationToken)
    {
        await (await OfAsync(http, workspace)).RevokeAsync(conversation, token, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> FeedbackAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken) =>
        JsonReply.Of(await (await OfAsync(http, workspace)).FeedbackAsync(http.Request.Text("collection", "default"), cancellationToken), GroundworkJson.Readable.FeedbackListReply);
}
