using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Groundwork.Server.Pages;

/// <summary>Writes a page: a component rendered once, from one view, without any script of a framework.</summary>
internal sealed class PageRenderer(IServiceProvider services, ILoggerFactory loggers)
{
    public const string ContentType = "text/html; charset=utf-8";

    /// <summary>Renders a page whose parameter <c>View</c> is <paramref name="view"/>.</summary>
    public async Task WriteAsync<TPage>(HttpContext http, object view)
        where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { ["View"] = view });
            return (await renderer.RenderComponentAsync<TPage>(parameters)).ToHtmlString();
        });
        http.Response.ContentType = ContentType;
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsync(html, http.RequestAborted);
    }
}
