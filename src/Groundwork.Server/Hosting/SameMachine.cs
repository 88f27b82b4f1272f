using System.Net;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Hosting;

/// <summary>
/// Lets in what comes by a loopback name, and lets change only what our own pages or programs without a browser send. A foreign page
/// whose name was made to point here (DNS rebinding) carries its own name in Host; one that posts here carries its own name in Origin.
/// </summary>
internal sealed class SameMachine(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        if (!IsLoopback(request.Host))
            throw new RequestRefusedException($"The server does not answer to the host \"{request.Host}\". Use localhost, 127.0.0.1 or [::1].");
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method)) CheckOrigin(request);
        return next(http);
    }

    private static void CheckOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0 && site.ToString() is not ("same-origin" or "none"))
            throw new RequestRefusedException($"A page of another site ({site}) may not change anything here. Send the request from this server's own pages, or without a browser.");
        if (origin.Count > 0 && !IsOwn(request, origin.ToString(), site.ToString()))
            throw new RequestRefusedException($"A page of \"{origin}\" may not change anything here. Send the request from this server's own pages, or without a browser.");
    }

    // Because our pages ask for no referrer, a browser names the origin of their forms "null"; then only its other header, which no page can
    // set, tells them from a foreign page (Fetch Standard, "append a request Origin header"; Fetch Metadata).
    private static bool IsOwn(HttpRequest request, string origin, string site) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
        || (origin is "null" && site is "same-origin");

    private static bool IsLoopback(HostString host) =>
        string.Equals(host.Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
