using System.IO.Compression;
using System.Net.Http.Headers;

namespace Groundwork.Models.Calls;

/// <summary>Sends requests to one server, each once.</summary>
/// <param name="http">Sends them.</param>
/// <param name="endpoint">Limits of an attempt.</param>
/// <param name="headers">Key and whatever else this server wants with every request.</param>
/// <param name="time">Measures timeouts.</param>
internal sealed class ModelTransport(HttpMessageInvoker http, ModelEndpoint endpoint, IReadOnlyList<KeyValuePair<string, string>> headers, TimeProvider time)
{
    // More of an error page than this says nothing that a message could hold.
    private const int MaxErrorBytes = 16 * 1024;

    // What a server says of its failure comes at once, or is not waited for.
    private static readonly TimeSpan ErrorWait = TimeSpan.FromSeconds(2);

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public ModelEndpoint Endpoint { get; } = endpoint;

    public TimeProvider Time { get; } = time;

    /// <summary>What <paramref name="read"/> makes of a reply that is one document.</summary>
    /// <exception cref="ModelException">The attempt failed.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<T> PostAsync<T>(ModelRequestBody request, CallFailures failures, Func<ReadOnlyMemory<byte>, T> read, CancellationToken cancellationToken)
    {
        using var deadline = new AttemptDeadline(Endpoint.TotalTimeout, null, Time, cancellationToken);
        try
        {
            using var response = await SendAsync(request, failures, deadline.Token);
            await using var reply = await BodyAsync(response, failures, deadline.Token);
            return read(await reply.ReadAllAsync(deadline.Token));
        }
        catch (Exception thrown)
        {
            throw failures.Explain(thrown, deadline, Endpoint);
        }
    }

    /// <summary>The reply once its headers are here and promise success. The caller disposes it.</summary>
    /// <exception cref="ModelException">The status is not a success.</exception>
    public async Task<HttpResponseMessage> SendAsync(ModelRequestBody body, CallFailures failures, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var request = new HttpRequestMessage(HttpMethod.Post, body.Url);
        request.Content = new ReadOnlyMemoryContent(body.Json);
        request.Content.Headers.ContentType = Json;
        // Fixed texts: parsing them for every request would cost more than writing them.
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        request.Headers.TryAddWithoutValidation("User-Agent", "Groundwork");
        foreach (var header in headers)
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        if (body.RequestId is { } id)
            request.Headers.TryAddWithoutValidation("X-Client-Request-Id", id);

        // HttpClient would gather the whole reply first, and a stream would not stream.
        var response = http is HttpClient client
            ? await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : await http.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
        {
            var said = await ReadErrorAsync(response, cancellationToken);
            var location = response.Headers.Location?.OriginalString;
            throw failures.Status(response.StatusCode, said, location, RetryAfterHeader.Read(response.Headers, Time.GetUtcNow()));
        }
    }

    /// <summary>The body of a reply, never beyond the limit, which counts after decompression.</summary>
    public async ValueTask<ReplyBody> BodyAsync(HttpResponseMessage response, CallFailures failures, CancellationToken cancellationToken) =>
        new(Plain(response, await response.Content.ReadAsStreamAsync(cancellationToken)), Endpoint.MaxReplyBytes, failures);

    // Nothing was asked to be compressed, and some proxies do it all the same.
    private static Stream Plain(HttpResponseMessage response, Stream stream)
    {
        var encodings = response.Content.Headers.ContentEncoding;
        return encodings.Count == 0 ? stream : encodings.Last().ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
            "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
            "br" => new BrotliStream(stream, CompressionMode.Decompress),
            _ => stream,
        };
    }

    private async Task<ReadOnlyMemory<byte>> ReadErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(ErrorWait, Time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var said = new byte[MaxErrorBytes];
        var length = 0;
        try
        {
            await using var stream = Plain(response, await response.Content.ReadAsStreamAsync(ends.Token));
            length = await stream.ReadAtLeastAsync(said, said.Length, throwOnEndOfStream: false, ends.Token);
        }
        catch (Exception lost) when (lost is IOException or HttpRequestException or InvalidDataException || (lost is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The status alone says enough.
        }

        return said.AsMemory(0, length);
    }
}
