using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Groundwork.Sources;

namespace Groundwork.UseCases.Monitoring;

/// <summary>Sends alarms.</summary>
internal sealed class Webhook(CollectionMonitoring settings, TimeProvider time)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan[] s_pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)];

    /// <summary>Sends one alarm, up to three times.</summary>
    /// <exception cref="WebhookException">It was not taken.</exception>
    public async Task SendAsync(AlarmReply alarm, CancellationToken cancellationToken)
    {
        using var way = GuardedHttp.Open(time, settings.Webhook, settings.AllowPrivate);
        var body = JsonSerializer.SerializeToUtf8Bytes(alarm, GroundworkJson.Readable.AlarmReply);
        for (var attempt = 0; ; attempt++)
        {
            var (problem, mayPass) = await TryAsync(way, body, cancellationToken);
            if (problem is null) return;
            if (!mayPass || attempt == s_pauses.Length) throw problem;
            await Task.Delay(s_pauses[attempt], time, cancellationToken);
        }
    }

    private async Task<(WebhookException? Problem, bool MayPass)> TryAsync(HttpMessageInvoker way, byte[] body, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(s_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Webhook);
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
        request.Headers.TryAddWithoutValidation("User-Agent", "Groundwork");
        try
        {
            using var reply = await way.SendAsync(request, either.Token);
            if (reply.IsSuccessStatusCode) return (null, false);
            var mayPass = (int)reply.StatusCode >= 500 || reply.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests;
            return (Problem(string.Create(CultureInfo.InvariantCulture, $"answered with status {(int)reply.StatusCode}"), null), mayPass);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            return (Problem(string.Create(CultureInfo.InvariantCulture, $"did not answer within {s_patience.TotalSeconds} seconds"), late), true);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SourceException)
        {
            for (var cause = failure; cause is not null; cause = cause.InnerException)
                if (cause is SourceException { Failure: SourceFailure.Forbidden })
                    return (Problem("is not an address of the public internet. If it is yours, set allowPrivate to true for this collection in the section monitoring of settings.json", failure), false);
            return (Problem("cannot be reached", failure), true);
        }
    }

    private WebhookException Problem(string what, Exception? cause) => new($"The webhook at {settings.Webhook.Host} {what}.", cause);
}
