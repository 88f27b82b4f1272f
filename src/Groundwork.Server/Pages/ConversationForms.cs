using Groundwork.UseCases;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

/// <summary>What the forms of a conversation's page do. Each leads back to the page, with or without script.</summary>
internal static class ConversationForms
{
    public static async Task<IResult> BeginAsync(HttpContext http, Workspace workspace, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        var form = await ReadAsync(http, antiforgery, cancellationToken);
        // A question that cannot be asked begins nothing.
        var request = new AskRequest(form["question"].ToString());
        var asking = new AskInConversation(workspace);
        asking.Check(request);
        var begun = await new ManageConversations(workspace).BeginAsync(new BeginConversationRequest(form["collection"].ToString()), cancellationToken);
        return await RunAsync(http, begun.Conversation, asking.AskAsync(begun.Conversation, request, cancellationToken));
    }

    public static async Task<IResult> AskAsync(HttpContext http, Workspace workspace, IAntiforgery antiforgery, string conversation, CancellationToken cancellationToken)
    {
        var form = await ReadAsync(http, antiforgery, cancellationToken);
        return await RunAsync(http, conversation, new AskInConversation(workspace).AskAsync(conversation, new AskRequest(form["question"].ToString()), cancellationToken));
    }

    public static async Task<IResult> EditAsync(HttpContext http, Workspace workspace, IAntiforgery antiforgery, string conversation, long turn, CancellationToken cancellationToken)
    {
        var form = await ReadAsync(http, antiforgery, cancellationToken);
        return await RunAsync(http, conversation, new AskInConversation(workspace).EditAsync(conversation, turn, new AskRequest(form["question"].ToString()), cancellationToken));
    }

    public static async Task<IResult> RetryAsync(HttpContext http, Workspace workspace, IAntiforgery antiforgery, string conversation, long turn, CancellationToken cancellationToken)
    {
        await ReadAsync(http, antiforgery, cancellationToken);
        return await RunAsync(http, conversation, new AskInConversation(workspace).RetryAsync(conversation, turn, cancellationToken));
    }

    public static async Task<IResult> RateAsync(HttpContext http, Workspace workspace, IAntiforgery antiforgery, string conversation, long turn, CancellationToken cancellationToken)
    {
        var form = await ReadAsync(http, antiforgery, cancellationToken);
        var verdict = form["verdict"].ToString() is { Length: > 0 } chosen ? chosen : null;
        await new ManageConversations(workspace).RateAsync(conversation, turn, new RateTurnRequest(verdict, form["reason"].ToString()), cancellationToken);
        return SeeOther.Page(http, Links.Turn(conversation, turn));
    }

    public static async Task<IResult> RenameAsync(HttpContext http, Workspace workspace, IAntiforgery antiforgery, string conversation, CancellationToken cancellationToken)
    {
        var form = await ReadAsync(http, antiforgery, cancellationToken);
        await new ManageConversations(workspace).RenameAsync(conversation, new RenameConversationRequest(form["title"].ToString()), cancellationToken);
        return SeeOther.Page(http, Links.Conversation(conversation));
    }

    public static async Task<IResult> ShareAsync(HttpContext http, Workspace workspace, IAntiforgery antiforgery, string conversation, CancellationToken cancellationToken)
    {
        await ReadAsync(http, antiforgery, cancellationToken);
        await new ManageConversations(workspace).ShareAsync(conversation, cancellationToken);
        return SeeOther.Page(http, Links.Conversation(conversation) + "#shares");
    }

    public static async Task<IResult> RevokeAsync(HttpContext http, Workspace workspace, IAntiforgery antiforgery, string conversation, CancellationToken cancellationToken)
    {
        var form = await ReadAsync(http, antiforgery, cancellationToken);
        await new ManageConversations(workspace).RevokeAsync(conversation, form["token"].ToString(), cancellationToken);
        return SeeOther.Page(http, Links.Conversation(conversation) + "#shares");
    }

    public static async Task<IResult> DeleteAsync(HttpContext http, Workspace workspace, IAntiforgery antiforgery, string conversation, CancellationToken cancellationToken)
    {
        await ReadAsync(http, antiforgery, cancellationToken);
        await new ManageConversations(workspace).DeleteAsync(conversation, cancellationToken);
        return SeeOther.Page(http, "/");
    }

    private static async Task<IFormCollection> ReadAsync(HttpContext http, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        await antiforgery.ValidateRequestAsync(http);
        return await http.Request.ReadFormAsync(cancellationToken);
    }

    private static async Task<IResult> RunAsync(HttpContext http, string conversation, IAsyncEnumerable<ConversationUpdate> updates)
    {
        long turn = 0;
        try
        {
            await foreach (var update in updates)
                if (update is ConversationUpdate.Begun begun) turn = begun.Turn.Turn;
        }
        catch (Exception problem) when (turn > 0 && problem is not OperationCanceledException)
        {
            // The turn itself says what failed.
        }

        return SeeOther.Page(http, Links.Turn(conversation, turn));
    }
}
