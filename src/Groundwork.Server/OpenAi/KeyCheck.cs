using Groundwork.UseCases;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.OpenAi;

/// <summary>Who sends a request: the key in its headers.</summary>
internal static class KeyCheck
{
    private const string Bearer = "Bearer ";

    /// <summary>The key; null where none was ever made and every program on this machine is let in.</summary>
    /// <exception cref="KeyRefusedException">The key is not accepted.</exception>
    public static ValueTask<ApiKey?> KeyOfAsync(Workspace workspace, HttpContext http) =>
        workspace.Keys.IdentifyAsync(Secret(http.Request), http.RequestAborted);

    private static string? Secret(HttpRequest request)
    {
        var said = request.Headers.Authorization.ToString();
        if (said.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return said[Bearer.Length..].Trim();
        return request.Headers["api-key"].ToString() is { Length: > 0 } azure ? azure : null;
    }
}
