using Groundwork.Server.Api.Wire;
using Groundwork.Server.Pages.Parts;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

/// <summary>The page's script hands in the checked answer it was sent and gets it as the page would show it: there is one way to show an answer.</summary>
internal static class AnswerPartRoute
{
    public static async Task ShowAsync(HttpContext http, PageRenderer pages)
    {
        var reply = await RequestBody.ReadAsync(http, GroundworkJson.Default.AskReply);
        await pages.WriteAsync<AnswerPart>(http, new AnswerView(http.Request.RequiredText("collection"), http.Request.RequiredText("q"), reply));
    }
}
