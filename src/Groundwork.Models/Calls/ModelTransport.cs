using System.Net.Http.Headers;

namespace Groundwork.Models.Calls;

/// <summary>Sends one request to one URL.</summary>
internal sealed class ModelTransport(HttpMessageInvoker http, ModelEndpoint endpoint, Uri url, TimeProvider time)
{
    // More of an error page than this says nothing that a message could hold.
    private const int MaxErrorBytes = 16 * 1024;

    private static readonly ProductInfoHeaderValue Product = new("Groundwork", null);

    /// <summary>The reply once its headers are here and promise success. The caller disposes it.</summary>
    /// <exception cref="ModelException">The status is not a success.</exception>
    public async Task<HttpResponseMessage> PostAsync(ReadOnlyMemory<byte> body, CallFailures failures, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new ReadOnlyMemoryContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.UserAgent.Add(Product);
        if (endpoint.ApiKey is { } key)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);

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
            throw failures.Status(response.StatusCode, said, location, RetryAfterHeader.Read(response.Headers, time.GetUtcNow()));
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var said = new byte[MaxErrorBytes];
        var length = 0;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            length = await stream.ReadAtLeastAsync(said, said.Length, throwOnEndOfStream: false, cancellationToken);
        }
        catch (Exception lost) when (lost is IOException or HttpRequestException)
        {
            // The status alone says enough.
        }

        return said.AsMemory(0, length);
    }
}
