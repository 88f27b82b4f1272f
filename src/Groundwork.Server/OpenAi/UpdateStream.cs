using Groundwork.Server.Api.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.AI;

namespace Groundwork.Server.OpenAi;

/// <summary>Sends a streamed answer as server-sent events.</summary>
internal static class UpdateStream
{
    // A long answer that is ready at once goes out in pieces, not from memory as a whole.
    private const int MostWaitingBytes = 64 << 10;

    /// <summary>
    /// The first update is awaited before anything is sent, so that what fails before it has a status of its own. What is already here goes
    /// out together; nothing waits for what is not.
    /// </summary>
    public static async Task SendAsync(HttpContext http, IAsyncEnumerable<ChatResponseUpdate> updates, Action<ChatResponseUpdate> write, Action end, Action<Exception> fail)
    {
        await using var stream = updates.GetAsyncEnumerator(http.RequestAborted);
        var hasNext = await stream.MoveNextAsync();
        http.Response.ContentType = EventStream.ContentType;
        http.Response.Headers.CacheControl = "no-store";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var pipe = http.Response.BodyWriter;
        try
        {
            while (hasNext)
            {
                write(stream.Current);
                var next = stream.MoveNextAsync();

                // Without a token: a client that went away ends the stream itself, and the iterator must not be left in the middle of a step.
                if (!next.IsCompleted || pipe.UnflushedBytes >= MostWaitingBytes) await pipe.FlushAsync(CancellationToken.None);
                hasNext = await next;
            }

            end();
        }
        catch (Exception problem) when (!http.RequestAborted.IsCancellationRequested)
        {
            fail(problem);
        }

        await pipe.FlushAsync(http.RequestAborted);
    }
}
