using System.Security.Cryptography;
using System.Text;
using Groundwork.UseCases;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Hosting;

/// <summary>
/// Tells a browser that has one of our pages open from programs: a page leaves a cookie that scripts cannot read, that only this server can make, and that no page of another site sends along.
/// It lasts as long as the browser's session.
/// </summary>
internal sealed class PageSession
{
    private const string Content = "page";

    private readonly string _cookie;
    private readonly IDataProtector _protector;

    public PageSession(Workspace workspace, IDataProtectionProvider protection)
    {
        _cookie = CookieName("page", workspace);
        _protector = protection.CreateProtector("Groundwork.PageSession");
    }

    /// <summary>A name of its own for every installation: cookies do not tell ports apart, and two on one machine would spoil each other's.</summary>
    public static string CookieName(string what, Workspace workspace) =>
        $"groundwork-{what}-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(workspace.Settings.DataDirectory)))[..8];

    /// <summary>Whether the request comes from a page of ours.</summary>
    public bool Has(HttpRequest request)
    {
        if (request.Cookies[_cookie] is not { Length: > 0 and < 4096 } kept) return false;
        try
        {
            return _protector.Unprotect(kept) is Content;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Begins the session with the reply that holds a page.</summary>
    public void Begin(HttpContext http)
    {
        if (!Has(http.Request)) http.Response.Cookies.Append(_cookie, _protector.Protect(Content), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true });
    }
}
