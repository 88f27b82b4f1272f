using System.Globalization;
using Groundwork.Models.Calls;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.Embeddings;

/// <summary>An embedding model at one server, asked once per call. Safe for concurrent use.</summary>
/// <remarks>
/// There is one vector per text, in the order of the texts, all of one length and with finite values only; a reply that breaks this is
/// refused as <see cref="ModelFailure.Nonsense"/>. Vectors are given as the server sends them, normalised or not.
/// </remarks>
internal sealed class ProviderEmbedder : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingWire _wire;
    private readonly ModelEndpoint _endpoint;
    private readonly ModelTransport _transport;
    private readonly EmbeddingGeneratorMetadata _metadata;

    /// <summary>Makes the generator.</summary>
    /// <exception cref="ArgumentException">The endpoint is not valid; the message lists every problem.</exception>
    public ProviderEmbedder(EmbeddingWire wire, ModelEndpoint endpoint, HttpMessageInvoker http, TimeProvider time)
    {
        ModelEndpoint.ThrowIfInvalid(endpoint);
        _wire = wire;
        _endpoint = endpoint;
        _transport = new ModelTransport(http, endpoint, wire.Headers(endpoint.ApiKey), time);
        _metadata = new EmbeddingGeneratorMetadata(wire.Provider, new Uri(EndpointUrls.Shown(wire.Url(endpoint.BaseUrl, endpoint.Model))), endpoint.Model);
    }

    /// <inheritdoc/>
    /// <exception cref="ModelException">The attempt failed.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        var texts = values as IReadOnlyList<string> ?? values.ToList();
        if (texts.Count == 0)
            return [];
        var model = string.IsNullOrWhiteSpace(options?.ModelId) ? _endpoint.Model : options.ModelId;
        var url = _wire.Url(_endpoint.BaseUrl, model);
        var failures = new CallFailures(url, model, _wire.Api, new Redaction(_endpoint.ApiKey, texts));
        var body = JsonBody.Object(new EmbeddingAsk(texts, model, options?.Dimensions, IsQuery(options)), _wire.Write);
        if (_wire.PassesFields)
            body = AdditionalFields.Merge(body, options?.AdditionalProperties);
        var request = new ModelRequestBody(url, body, PrivateFields.Text(options?.AdditionalProperties, PrivateFields.RequestId));

        var reply = await _transport.PostAsync(request, failures, said => EmbeddingReply.Read(_wire, said, texts.Count, failures), cancellationToken);
        var dimensions = reply.Vectors[0].Length;
        if (options?.Dimensions is { } wanted && wanted != dimensions)
            throw failures.Nonsense(string.Create(CultureInfo.InvariantCulture, $"was asked for {wanted} dimensions and sent {dimensions}"), []);
        var now = _transport.Time.GetUtcNow();
        var embeddings = new GeneratedEmbeddings<Embedding<float>>(texts.Count) { Usage = reply.Usage };
        foreach (var vector in reply.Vectors)
            embeddings.Add(new Embedding<float>(vector) { ModelId = reply.Model ?? model, CreatedAt = now });
        return embeddings;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        return serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Does nothing: the HTTP client belongs to whoever made it.</summary>
    public void Dispose()
    {
    }

    private static bool? IsQuery(EmbeddingGenerationOptions? options) => PrivateFields.Text(options?.AdditionalProperties, PrivateFields.EmbeddingInput) switch
    {
        "query" => true,
        "document" => false,
        _ => null,
    };
}
