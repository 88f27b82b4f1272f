using System.Net;

namespace Groundwork.Sources.Web;

/// <summary>Asks for one address at a time, within limits of time and size.</summary>
internal sealed class WebFetcher(HttpMessageInvoker http, WebOptions options, TimeProvider time)
{
    /// <summary>Most redirects from one address.</summary>
    public const int MaxRedirects = 10;

    private const int PieceBytes = 32 * 1024;
    private static readonly string[] s_withoutText = ["image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript", "application/wasm"];
    private readonly HostPace _pace = new(time);
    private readonly Dictionary<string, TimeSpan> _delays = new(StringComparer.Ordinal);

    /// <summary>True for a type whose content is not fetched.</summary>
    public static bool HasNoText(string? mediaType) => mediaType is not null && Array.Exists(s_withoutText, prefix => mediaType.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Notes the time that a host's robots.txt asks for between two requests.</summary>
    public void SetDelay(string host, TimeSpan delay) => _delays[host] = delay;

    /// <summary>Asks for an address and goes where it sends us.</summary>
    /// <param name="url">The address.</param>
    /// <param name="versionOf">What is remembered of an address, so that an unchanged one need not be sent.</param>
    /// <param name="reasonAgainstAsync">Says why an address on the way is left out; null when it is not.</param>
    /// <param name="truncateAt">Take this many bytes and leave the rest; null to refuse a longer answer.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    /// <exception cref="SourceException">It cannot be had.</exception>
    public async Task<WebReply> GetAsync(
        Uri url, Func<Uri, PageVersion?> versionOf, Func<Uri, Task<string?>> reasonAgainstAsync, int? truncateAt, CancellationToken cancellationToken)
    {
        var way = new List<Uri>();
        for (var next = url; ;)
        {
            if (way.Contains(next)) throw new SourceException(SourceFailure.Forbidden, $"\"{url}\" redirects in a circle: {string.Join(" → ", way.Append(next))}.");
            if (way.Count > MaxRedirects) throw new SourceException(SourceFailure.Forbidden, FormattableString.Invariant($"\"{url}\" redirects more than {MaxRedirects} times, last to \"{next}\"."));
            if (await reasonAgainstAsync(next) is { } reason) return new WebReply(next, default) { LeftOut = reason };
            way.Add(next);
            var reply = await PatientlyAsync(next, versionOf(next), truncateAt, cancellationToken);
            if (!reply.IsRedirect) return reply;
            next = (reply.Location is null ? null : WebUrl.Resolve(next, reply.Location))
                ?? throw new SourceException(SourceFailure.Forbidden, $"\"{next}\" redirects to no address that can be fetched. Only http and https addresses without a password can.");
        }
    }

    private async Task<WebReply> PatientlyAsync(Uri url, PageVersion? version, int? truncateAt, CancellationToken cancellationToken)
    {
        var reply = await OnceAsync(url, version, truncateAt, cancellationToken);
        if (reply.Status is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) || reply.RetryAfter is not { } wait || wait > options.MaxRetryWait) return reply;
        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken);
        return await OnceAsync(url, version, truncateAt, cancellationToken);
    }

    private async Task<WebReply> OnceAsync(Uri url, PageVersion? version, int? truncateAt, CancellationToken cancellationToken)
    {
        await _pace.WaitAsync(url.Host, Longer(options.Delay, _delays.GetValueOrDefault(url.Host)), cancellationToken);
        using var total = new CancellationTokenSource(options.TotalTimeout, time);
        using var head = new CancellationTokenSource(options.FirstByteTimeout, time);
        using var whole = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, total.Token);
        using var start = CancellationTokenSource.CreateLinkedTokenSource(whole.Token, head.Token);
        try
        {
            using var request = Request(url, version);
            using var response = await http.SendAsync(request, start.Token);
            var reply = HeadOf(url, response);
            return reply.Status == HttpStatusCode.OK ? reply with { Body = await BodyAsync(url, reply, response.Content, truncateAt, whole.Token) } : reply;
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            var (limit, what) = total.IsCancellationRequested ? (options.TotalTimeout, "did not end") : (options.FirstByteTimeout, "did not begin");
            throw new SourceException(SourceFailure.TimedOut, FormattableString.Invariant($"The answer to \"{url}\" {what} within {limit.TotalSeconds} seconds."), failure);
        }
        // Damaged Brotli is an InvalidOperationException.
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidDataException or InvalidOperationException)
        {
            for (var cause = failure; cause is not null; cause = cause.InnerException)
                if (cause is SourceException known) throw known;
            throw new SourceException(SourceFailure.Unreachable, $"\"{url}\" gave no whole answer ({failure.Message}).", failure);
        }
    }

    private static HttpRequestMessage Request(Uri url, PageVersion? version)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("User-Agent", "Groundwork");
        request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml,*/*;q=0.5");
        if (version?.ETag is { } tag) request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        if (version?.LastModified is { } modified) request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
        return request;
    }

    private WebReply HeadOf(Uri url, HttpResponseMessage response) => new(url, response.StatusCode)
    {
        Location = One(response.Headers.NonValidated, "Location"),
        MediaType = One(response.Content.Headers.NonValidated, "Content-Type")?.Split(';')[0].Trim().ToLowerInvariant() is { Length: > 0 } type ? type : null,
        Charset = response.Content.Headers.ContentType?.CharSet?.Trim('"', '\''),
        ETag = One(response.Headers.NonValidated, "ETag"),
        LastModified = One(response.Content.Headers.NonValidated, "Last-Modified"),
        RobotsTags = response.Headers.NonValidated.TryGetValues("X-Robots-Tag", out var tags) ? [.. tags] : [],
        RetryAfter = response.Headers.RetryAfter is { } retry ? retry.Delta ?? Longer(retry.Date!.Value - time.GetUtcNow(), TimeSpan.Zero) : null,
    };

    private async Task<byte[]> BodyAsync(Uri url, WebReply reply, HttpContent content, int? truncateAt, CancellationToken cancellationToken)
    {
        if (HasNoText(reply.MediaType)) return [];
        if (content.Headers.ContentEncoding.Count > 0)
            throw new SourceException(SourceFailure.Unreachable, $"\"{url}\" is encoded as \"{string.Join(", ", content.Headers.ContentEncoding)}\", which cannot be decoded.");
        var limit = truncateAt ?? options.MaxBytes;
        if (truncateAt is null && content.Headers.ContentLength > limit) throw TooLarge(url);
        using var body = new MemoryStream();
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var piece = new byte[PieceBytes];
        while (await stream.ReadAsync(piece, cancellationToken) is > 0 and var read)
        {
            if (body.Length + read > limit && truncateAt is null) throw TooLarge(url);
            body.Write(piece, 0, (int)Math.Min(read, limit - body.Length));
            if (body.Length == limit && truncateAt is not null) break;
        }

        return body.ToArray();
    }

    private SourceException TooLarge(Uri url) =>
        new(SourceFailure.TooLarge, FormattableString.Invariant($"\"{url}\" has more than {options.MaxBytes} bytes, which is the limit for a page of this source."));

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static string? One(System.Net.Http.Headers.HttpHeadersNonValidated headers, string name) => headers.TryGetValues(name, out var values) && values.Count > 0 ? values.First() : null;
}
