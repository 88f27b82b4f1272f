using System.Globalization;
using Groundwork.Server.Api.Wire;
using Groundwork.Server.Hosting;
using Groundwork.Server.Pages.Parts;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

internal static class ConversationRoute
{
    /// <summary>How many conversations a page lists.</summary>
    public const int Recent = 12;

    public static async Task ShowAsync(HttpContext http, Workspace workspace, PageRenderer pages, IAntiforgery antiforgery, PageSession session, string conversation, CancellationToken cancellationToken)
    {
        session.Begin(http);
        var conversations = new ManageConversations(workspace);
        var shown = await conversations.ShowAsync(conversation, cancellationToken);
        var recent = await conversations.ListAsync(null, 0, Recent, cancellationToken);
        var view = new ConversationView(shown, recent.Conversations, FormToken.Of(http, antiforgery), $"{http.Request.Scheme}://{http.Request.Host}") { Editing = http.Request.OptionalNumber("edit") ?? 0 };
        await pages.WriteAsync<ConversationPage>(http, await OpenAsync(http.Request, workspace, view, cancellationToken));
    }

    // Like ?source=7-2: the second source of the turn 7.
    private static async Task<ConversationView> OpenAsync(HttpRequest request, Workspace workspace, ConversationView view, CancellationToken cancellationToken)
    {
        if (request.OptionalText("source")?.Split('-') is not [var turnText, var numberText]
            || !long.TryParse(turnText, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !int.TryParse(numberText, NumberStyles.None, CultureInfo.InvariantCulture, out var source)
            || view.Conversation.Turns.FirstOrDefault(t => t.Turn == number)?.Reply is not { } reply
            || AnswerLayout.Of(reply).Sources.FirstOrDefault(s => s.Number == source) is not { } cited) return view;
        try
        {
            var document = await new ShowDocument(workspace).RunAsync(new DocumentRequest(cited.Citation.Document, view.Conversation.Collection), cancellationToken);
            return view with { Open = SourceView.Of(document, cited.Citation.Span, cited.Citation.Version), OpenTurn = number };
        }
        catch (Exception problem) when (ErrorCatalog.Of(problem).HttpStatus == StatusCodes.Status404NotFound)
        {
            return view; // Deleted since; the answer goes with it.
        }
    }
}
