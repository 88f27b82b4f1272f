using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using Groundwork.Evals.Subjects;
using Groundwork.Language;

namespace Groundwork.Evals;

/// <summary>Any HTTP endpoint. A redirection is an answer like another one and is not followed when the client does not.</summary>
public sealed class HttpSubject : ISubject
{
    private readonly HttpClient _client;
    private readonly HttpSubjectOptions _options;
    private readonly SecretReferences _secrets;
    private readonly TimeProvider _time;
    private readonly ReplyReader _reply;

    /// <summary>Makes a subject of an endpoint.</summary>
    /// <param name="name">For people.</param>
    /// <param name="options">How it is asked.</param>
    /// <param name="secret">Gives the value of a secret by its name, like an environment variable; null when there is none.</param>
    /// <param name="client">Sends; the caller disposes it. Its own time-out should be longer than the one of the options.</param>
    /// <param name="time">Clock of the time-out.</param>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    /// <exception cref="FormatException">A path of the reply is none.</exception>
    public HttpSubject(string name, HttpSubjectOptions options, Func<string, string?> secret, HttpClient client, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(time);
        if (options.Timeout <= TimeSpan.Zero) throw new ArgumentException(FormattableString.Invariant($"The time of a request is above 0, not {options.Timeout.TotalSeconds} s."), nameof(options));
        if (options.MaxReplyBytes is < 1 or > 256 << 20) throw new ArgumentException(FormattableString.Invariant($"A reply has at most 1 to 256 Mi bytes, not {options.MaxReplyBytes}."), nameof(options));
        (Name, _options, _client, _time) = (name, options, client, time);
        _secrets = new SecretReferences(secret);
        _reply = new ReplyReader(options.Reply);
        Fingerprint = ContentHash.OfText(string.Join(
            '\n',
            [
                "http", options.Url, options.Method, options.Body ?? "", options.Version, options.Reply.ToString(),
                .. options.Headers.OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase).Select(header => $"{header.Key}: {header.Value}"),
            ])).Hex;
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public string Fingerprint { get; }

    /// <inheritdoc />
    public async ValueTask<Observation> RunAsync(Sample sample, int repeat, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sample);
        using var request = Request(sample);
        using var late = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        var began = _time.GetTimestamp();
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                throw new SubjectUnavailableException(FormattableString.Invariant($"{request.RequestUri!.Host} refuses with status {(int)response.StatusCode}. Check the headers and the secrets they name."));
            var reply = await BoundedText.ReadAsync(response.Content, _options.MaxReplyBytes, either.Token);
            if (reply is null) return Failed(sample, repeat, FormattableString.Invariant($"the reply has more than {_options.MaxReplyBytes} bytes"));
            if (!response.IsSuccessStatusCode)
                return Failed(sample, repeat, FormattableString.Invariant($"status {(int)response.StatusCode}: {Storing.JsonMembers.Shorten(_secrets.Hide(reply))}"));
            var observation = _reply.Read(_secrets.Hide(reply), sample, repeat);
            return observation with { Cost = observation.Cost with { LatencyMs = _time.GetElapsedTime(began).TotalMilliseconds } };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(sample, repeat, FormattableString.Invariant($"no reply within {_options.Timeout.TotalSeconds} s"));
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            return Failed(sample, repeat, _secrets.Hide(problem.Message));
        }
    }

    private static Observation Failed(Sample sample, int repeat, string error) => ReplyReader.Failed(sample, repeat, error);

    private HttpRequestMessage Request(Sample sample)
    {
        // Secrets first: what a sample says is never taken for the name of one.
        var address = new BodyTemplate(_secrets.Fill(_options.Url, Uri.EscapeDataString)).Fill(sample, Uri.EscapeDataString);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new SubjectUnavailableException($"\"{Storing.JsonMembers.Shorten(_secrets.Hide(address))}\" is no address of http or https.");
        var request = new HttpRequestMessage(new HttpMethod(_options.Method), uri);
        if (_options.Body is { } body) request.Content = new StringContent(new BodyTemplate(_secrets.Fill(body, JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode)).FillJson(sample), Encoding.UTF8, "application/json");
        foreach (var (name, value) in _options.Headers)
        {
            var filled = _secrets.Fill(value, static text => text);
            if (string.Equals(name, "Content-Type", StringComparison.OrdinalIgnoreCase) && request.Content is not null && MediaTypeHeaderValue.TryParse(filled, out var type)) request.Content.Headers.ContentType = type;
            else if (!request.Headers.TryAddWithoutValidation(name, filled)) throw new SubjectUnavailableException($"\"{name}\" cannot be sent as a header.");
        }

        return request;
    }
}
