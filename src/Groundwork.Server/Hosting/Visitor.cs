using Groundwork.Server.OpenAi;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Groundwork.Server.Hosting;

/// <summary>Who asks: a program with its key, or the person at this machine.</summary>
internal static class Visitor
{
    /// <summary>The key of a program; null for a page of ours, and for every program as long as no key was made.</summary>
    /// <exception cref="KeyRefusedException">Keys were made, and none that is good was sent.</exception>
    public static async ValueTask<ApiKey?> KeyOfAsync(HttpContext http) => IsOwnPage(http) ? null : await KeyCheck.KeyOfAsync(http.RequestServices.GetRequiredService<Workspace>(), http);

    /// <summary>Whether somebody without a key may ask: at a page of ours, or as long as no key was made.</summary>
    public static async ValueTask<bool> MayAskAsync(HttpContext http)
    {
        try
        {
            await KeyOfAsync(http);
            return true;
        }
        catch (KeyRefusedException)
        {
            return false;
        }
    }

    // A key counts before the page it was sent from.
    private static bool IsOwnPage(HttpContext http) =>
        http.Request.Headers.Authorization.Count == 0 && http.Request.Headers["api-key"].Count == 0 && http.RequestServices.GetRequiredService<PageSession>().Has(http.Request);
}
