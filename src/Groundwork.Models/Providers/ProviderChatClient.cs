using System.Runtime.CompilerServices;
using System.Text.Json;
using Groundwork.Models.Calls;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers;

/// <summary>A chat model at one server, asked once per call. Safe for concurrent use.</summary>
/// <remarks>
/// A stream that has begun ends with a <see cref="ModelException"/> of kind <see cref="ModelFailure.BrokenStream"/>, or
/// <see cref="ModelFailure.TimedOut"/>, after the updates received so far. Usage that the server does not report is null. Tool calls are
/// given out whole, and may name tools that were never offered. While further events are waiting, the next update of a stream completes at
/// once, so that whoever passes updates on can flush several together.
/// </remarks>
internal sealed class ProviderChatClient : IChatClient
{
    private readonly IChatWire _wire;
    private readonly ModelTarget _target;
    private readonly ModelTransport _transport;
    private readonly Uri _url;
    private readonly Uri _streamUrl;
    private readonly ChatClientMetadata _metadata;

    /// <summary>Makes the client.</summary>
    /// <param name="wire">How the server speaks.</param>
    /// <param name="target">The model and its limits.</param>
    /// <param name="http">Sends the requests; stays the caller's to dispose. An <see cref="HttpClient"/> should have no timeout of its own.</param>
    /// <param name="time">Measures timeouts.</param>
    /// <exception cref="ArgumentException">The endpoint is not valid; the message lists every problem.</exception>
    public ProviderChatClient(IChatWire wire, ModelTarget target, HttpMessageInvoker http, TimeProvider time)
    {
        var endpoint = target.Endpoint;
        ModelEndpoint.ThrowIfInvalid(endpoint);
        _wire = wire;
        _target = target;
        _transport = new ModelTransport(http, endpoint, wire.Headers(endpoint.ApiKey), time);
        _url = wire.Url(endpoint.BaseUrl, endpoint.Model, isStream: false);
        _streamUrl = wire.Url(endpoint.BaseUrl, endpoint.Model, isStream: true);
        _metadata = new ChatClientMetadata(wire.Provider, new Uri(EndpointUrls.Shown(_url)), endpoint.Model);
    }

    /// <inheritdoc/>
    /// <exception cref="ModelException">The attempt failed.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    /// <exception cref="NotSupportedException">A message or tool cannot be sent in this wire format.</exception>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (request, failures) = Begin(messages, options, isStream: false);
        return _transport.PostAsync(request, failures, body => Read(body, failures), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ModelException">The attempt failed, or the answer broke off.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    /// <exception cref="NotSupportedException">A message or tool cannot be sent in this wire format.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (request, failures) = Begin(messages, options, isStream: true);
        await using var stream = new ChatStream(_wire, _transport, request, failures, Read, cancellationToken);
        while (await stream.NextAsync() is { } update)
            yield return update;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        return serviceType == typeof(ChatClientMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Does nothing: the HTTP client belongs to whoever made it.</summary>
    public void Dispose()
    {
    }

    private (ModelRequestBody Request, CallFailures Failures) Begin(IEnumerable<ChatMessage> messages, ChatOptions? options, bool isStream)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var list = messages as IReadOnlyList<ChatMessage> ?? messages.ToList();
        var endpoint = _target.Endpoint;
        var model = string.IsNullOrWhiteSpace(options?.ModelId) ? endpoint.Model : options.ModelId;
        var url = string.Equals(model, endpoint.Model, StringComparison.Ordinal) ? (isStream ? _streamUrl : _url) : _wire.Url(endpoint.BaseUrl, model, isStream);
        var most = Math.Min(options?.MaxOutputTokens ?? _target.MaxOutputTokens, _target.MaxOutputTokens);
        var body = _wire.Write(new ChatAsk(list, options, model, most, isStream));
        var failures = new CallFailures(url, model, _wire.Api, new Redaction(endpoint.ApiKey, MessageTexts.Sent(list, options?.Instructions)));
        return (new ModelRequestBody(url, body, PrivateFields.Text(options?.AdditionalProperties, PrivateFields.RequestId)), failures);
    }

    private ChatResponse Read(ReadOnlyMemory<byte> body, CallFailures failures)
    {
        try
        {
            using var parsed = JsonFields.Parse(body);
            return WireError.Find(parsed.RootElement) is { } error
                ? throw failures.ErrorInside(error, UsageReader.Read(parsed.RootElement))
                : _wire.Read(parsed.RootElement, body, failures);
        }
        catch (JsonException invalid)
        {
            throw failures.Nonsense("answered with something that is not JSON", body.Span, invalid);
        }
    }
}
