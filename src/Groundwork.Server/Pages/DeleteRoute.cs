using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

internal static class DeleteRoute
{
    public static async Task ShowAsync(HttpContext http, Workspace workspace, PageRenderer pages, IAntiforgery antiforgery, string name, CancellationToken cancellationToken)
    {
        var token = FormToken.Of(http, antiforgery);
        if (http.Request.OptionalText("document") is { } id)
        {
            var document = await new ShowDocument(workspace).RunAsync(new DocumentRequest(id, name), cancellationToken);
            await pages.WriteAsync<DeletePage>(http, new DeleteView(document.Collection, 1, document.Document, document.Title, token));
            return;
        }

        var documents = await new ListDocuments(workspace).RunAsync(new DocumentsRequest(name, Limit: 1), cancellationToken);
        await pages.WriteAsync<DeletePage>(http, new DeleteView(documents.Collection, documents.Total, null, null, token));
    }

    public static async Task<IResult> PostAsync(HttpContext http, Workspace workspace, IAntiforgery antiforgery, string name, CancellationToken cancellationToken)
    {
        await antiforgery.ValidateRequestAsync(http);
        var form = await http.Request.ReadFormAsync(cancellationToken);
        var id = form["document"].ToString();
        var isWhole = id.Length == 0;
        var reply = await new DeleteDocuments(workspace).RunAsync(new DeleteRequest(isWhole ? [] : [id], name, isWhole), cancellationToken);
        return SeeOther.Page(http, isWhole ? "/library" : FormattableString.Invariant($"{Links.Collection(reply.Collection)}?removed={reply.Removed.Count}"));
    }
}
