using Groundwork.Server.Api.Wire;
using Groundwork.Server.Pages.Parts;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

/// <summary>A cited passage for the panel beside its answer, as the page would show it.</summary>
internal static class SourceRoute
{
    public static async Task ShowAsync(HttpContext http, Workspace workspace, PageRenderer pages, CancellationToken cancellationToken)
    {
        var query = http.Request;
        var document = await new ShowDocument(workspace).RunAsync(new DocumentRequest(query.RequiredText("document"), query.Text("collection", "default")), cancellationToken);
        var span = new SpanReply(query.Number("start", 0), query.Number("length", 0));
        await pages.WriteAsync<SourcePart>(http, SourceView.Of(document, span, query.OptionalText("version")));
    }
}
