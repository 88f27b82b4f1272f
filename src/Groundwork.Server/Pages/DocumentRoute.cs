using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

internal static class DocumentRoute
{
    public static async Task ShowAsync(HttpContext http, Workspace workspace, PageRenderer pages, CancellationToken cancellationToken)
    {
        var query = http.Request;
        var document = await new ShowDocument(workspace).RunAsync(new DocumentRequest(query.RequiredText("document"), query.Text("collection", "default")), cancellationToken);
        var version = query.OptionalText("version");
        var marked = Marked(query, document, isOther: version is not null && !string.Equals(version, document.Version, StringComparison.Ordinal));
        var from = query.OptionalNumber("from");
        var (start, end) = DocumentWindow.Of(document, from, marked);
        var originals = new RenderOriginal(workspace);
        var kind = originals.KindOf(document);
        var isBeside = kind is not OriginalKind.None && query.OptionalText("original") is not null;
        await pages.WriteAsync<DocumentPage>(http, new DocumentView(document, start, end, marked, version, query.OptionalText("chunks") is not null, from)
        {
            OriginalKind = kind,
            Original = isBeside ? await OriginalView.OfAsync(originals, document, query.OptionalNumber("page"), marked?.Start ?? start, cancellationToken) : null,
        });
    }

    private static SpanReply? Marked(HttpRequest query, DocumentReply document, bool isOther)
    {
        if (query.OptionalNumber("start") is not { } start || query.OptionalNumber("length") is not { } length) return null;
        if (start >= 0 && length > 0 && length <= document.Text.Length - start) return new SpanReply(start, length);
        return isOther
            ? null // The cited version was longer.
            : throw new InvalidRequestException(FormattableString.Invariant($"The span of {length} characters from {start} does not lie in the document \"{document.Document}\", which has {document.Text.Length} characters."));
    }
}
