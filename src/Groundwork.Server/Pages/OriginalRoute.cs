using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

/// <summary>The file that a document was read from, locked in: it runs nothing, loads nothing and belongs to no origin.</summary>
internal static class OriginalRoute
{
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox";

    public static async Task<IResult> ShowAsync(HttpContext http, Workspace workspace, CancellationToken cancellationToken)
    {
        var query = http.Request;
        var request = new OriginalRequest(query.RequiredText("document"), query.Text("collection", "default"), query.Number("page", 1));
        var original = await new RenderOriginal(workspace).RunAsync(request, cancellationToken);
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
        // Browsers refuse to open what is sandboxed and isolated at once in a tab of its own.
        headers.Remove("Cross-Origin-Opener-Policy");
        return Results.Bytes(original.Content, original.ContentType);
    }
}
