using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Groundwork.Server.Api.Wire;

/// <summary>Sends server-sent events, each as soon as it happens. A failure becomes a last event named <c>error</c>.</summary>
/// <remarks>HTML Living Standard, section 9.2 "Server-sent events".</remarks>
internal static class EventStream
{
    public const string ContentType = "text/event-stream";

    public static bool IsWanted(HttpRequest request) => request.Headers.Accept.ToString().Contains(ContentType, StringComparison.OrdinalIgnoreCase);

    /// <summary>Sends all events; ends when they end, the client goes away, or the server stops.</summary>
    public static async Task SendAsync(HttpContext http, Func<CancellationToken, IAsyncEnumerable<ServerEvent>> events)
    {
        var stopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        http.Response.ContentType = ContentType;
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.StartAsync(ended.Token);
        await http.Response.Body.FlushAsync(ended.Token);
        try
        {
            await foreach (var item in events(ended.Token)) await WriteAsync(http, item, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The client went away, or the server stops; a broken stream tells the client so.
        }
        catch (Exception problem)
        {
            await WriteAsync(http, new ServerEvent("error", ErrorText.Of(problem)), ended.Token);
        }
    }

    private static async Task WriteAsync(HttpContext http, ServerEvent item, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        if (item.Number is { } number) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"id: {number}\n");
        text.Append("event: ").Append(item.Name).Append("\ndata: ").Append(item.Json).Append("\n\n");
        await http.Response.WriteAsync(text.ToString(), cancellationToken);
        await http.Response.Body.FlushAsync(cancellationToken);
    }
}
