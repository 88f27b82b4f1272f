using Groundwork.Server.Api.Wire;
using Groundwork.Server.Hosting;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

internal static class AskRoute
{
    public static async Task ShowAsync(HttpContext http, Workspace workspace, PageRenderer pages, IAntiforgery antiforgery, PageSession session, CancellationToken cancellationToken)
    {
        session.Begin(http);
        var collections = (await new ListCollections(workspace).RunAsync(cancellationToken)).Collections;
        var chosen = http.Request.OptionalText("collection") ?? Preferred(collections);
        var question = http.Request.OptionalText("q");
        var view = new AskView(collections, chosen, question, null, null, workspace.ChatModel, workspace.Settings.DataDirectory)
        {
            Recent = (await new ManageConversations(workspace).ListAsync(null, 0, ConversationRoute.Recent, cancellationToken)).Conversations,
            Token = FormToken.Of(http, antiforgery),
        };
        if (question is not null && !ComesFromElsewhere(http.Request) && await Visitor.MayAskAsync(http)) view = await AnswerAsync(http, workspace, view, question, cancellationToken);
        await pages.WriteAsync<AskPage>(http, view);
    }

    private static async Task<AskView> AnswerAsync(HttpContext http, Workspace workspace, AskView view, string question, CancellationToken cancellationToken)
    {
        try
        {
            AskReply? reply = null;
            await foreach (var update in new AskQuestion(workspace).RunAsync(new AskRequest(question, view.Collection), cancellationToken))
                if (update is AskUpdate.Done done) reply = done.Reply;
            return view with { Reply = reply };
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            var error = ErrorCatalog.ReplyFor(problem).Error;
            http.Response.StatusCode = ErrorCatalog.ByCode(error.Code).HttpStatus;
            return view with { Problem = error };
        }
    }

    private static string Preferred(IReadOnlyList<CollectionReply> collections) =>
        (collections.FirstOrDefault(c => string.Equals(c.Name, "default", StringComparison.Ordinal)) ?? collections.FirstOrDefault(c => c.Documents > 0) ?? collections.FirstOrDefault())?.Name ?? "";

    // A foreign page could otherwise spend a model's tokens by a link or an image; the question is filled in, and a person sends it.
    private static bool ComesFromElsewhere(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
}
