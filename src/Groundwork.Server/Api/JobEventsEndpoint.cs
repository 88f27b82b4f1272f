using System.Globalization;
using System.Runtime.CompilerServices;
using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Api;

internal static class JobEventsEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/jobs/{id}/events", HandleAsync)
        .WithSummary("What happens in an ingestion job, from its beginning until it ends")
        .WithDescription("Server-sent events: planned, advanced, failed, done, and error where the job itself ended early. Each has an id; the header Last-Event-ID goes on after it.")
        .Produces<IngestUpdate>(StatusCodes.Status200OK, EventStream.ContentType).Produces<ErrorReply>(StatusCodes.Status404NotFound);

    /// <summary>The news of a job after a number, then its end if that was no <c>done</c>.</summary>
    public static async IAsyncEnumerable<ServerEvent> EventsAsync(IngestionJob job, long afterNumber, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var news in job.ListenAsync(afterNumber, cancellationToken)) yield return Updates.ToEvent(news.Update, news.Number);
        var ended = job.ToReply();
        if (ended.Reply is null) yield return new ServerEvent("error", ErrorText.Of(new ErrorReply(ended.Error ?? Cancelled(job))));
    }

    public static ErrorDetail Cancelled(IngestionJob job) =>
        ErrorCatalog.ReplyFor(new InvalidRequestException($"The ingestion job {job.Id} was cancelled. What it stored before stays searchable.")).Error;

    private static Task HandleAsync(HttpContext http, IngestionJobs jobs, string id)
    {
        var job = jobs.Get(id);
        _ = long.TryParse(http.Request.Headers["Last-Event-ID"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var after);
        return EventStream.SendAsync(http, ended => EventsAsync(job, after, ended));
    }
}
