using Groundwork.UseCases;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

/// <summary>Sends a browser from a form that worked to the page that shows what became of it.</summary>
internal static class SeeOther
{
    public static IResult Page(HttpContext http, string url)
    {
        http.Response.Headers.Location = url;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    // Without a fragment: a page that refreshes itself at an address with one only scrolls there.
    public static IResult Job(HttpContext http, IngestionJob job) => Page(http, $"{Links.Collection(job.Request.Collection)}?job={job.Id}");
}
