using Groundwork.Models.Calls;

namespace Groundwork.Models.Providers.Reranking;

/// <summary>A re-ranking model at one server, asked once per call. Safe for concurrent use.</summary>
internal sealed class ProviderReranker
{
    private readonly RerankWire _wire;
    private readonly ModelEndpoint _endpoint;
    private readonly ModelTransport _transport;
    private readonly Uri _url;

    /// <summary>Makes the client.</summary>
    /// <exception cref="ArgumentException">The endpoint is not valid; the message lists every problem.</exception>
    public ProviderReranker(RerankWire wire, ModelEndpoint endpoint, HttpMessageInvoker http, TimeProvider time)
    {
        ModelEndpoint.ThrowIfInvalid(endpoint);
        _wire = wire;
        _endpoint = endpoint;
        _transport = new ModelTransport(http, endpoint, KeyHeaders.Bearer(endpoint.ApiKey), time);
        _url = wire.Url(endpoint.BaseUrl);
    }

    /// <summary>Relevance of each text; the request carries a name that the provider's invoice can tell.</summary>
    public Task<RerankReply> RerankAsync(string query, IReadOnlyList<string> texts, string? requestId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(query);
        ArgumentNullException.ThrowIfNull(texts);
        if (texts.Count == 0)
            throw new ArgumentException("There are no texts to judge.", nameof(texts));
        var failures = new CallFailures(_url, _endpoint.Model, _wire.Api, new Redaction(_endpoint.ApiKey, [query, .. texts]));
        var request = new ModelRequestBody(_url, _wire.Write(query, texts, _endpoint.Model, _url), requestId);
        return _transport.PostAsync(request, failures, body => RerankScores.Read(body, texts.Count, _endpoint.Model, failures), cancellationToken);
    }
}
