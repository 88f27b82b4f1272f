using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

/// <summary>The secret that a form of ours carries and a foreign page cannot know.</summary>
internal static class FormToken
{
    public const string Field = "__RequestVerificationToken";

    /// <summary>The token for the forms of a page; its other half goes into a cookie.</summary>
    public static string Of(HttpContext http, IAntiforgery antiforgery) => antiforgery.GetAndStoreTokens(http).RequestToken!;
}
