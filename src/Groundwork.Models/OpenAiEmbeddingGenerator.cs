using System.Globalization;
using Groundwork.Models.Calls;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models;

/// <summary>An embedding model behind an OpenAI-compatible server. Safe for concurrent use.</summary>
/// <remarks>
/// Texts are sent in batches, one after the other; a failed batch is tried again alone. There is one vector per text, in the order of the
/// texts, all of one length and with finite values only; a reply that breaks this is refused as <see cref="ModelFailure.Nonsense"/>.
/// Vectors are given as the server sends them, normalised or not.
/// </remarks>
public sealed class OpenAiEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly ModelEndpoint _endpoint;
    private readonly EmbeddingBatchLimits _limits;
    private readonly TimeProvider _time;
    private readonly ModelCall _call;
    private readonly Uri _url;
    private readonly EmbeddingGeneratorMetadata _metadata;

    /// <summary>Makes the generator.</summary>
    /// <param name="http">Sends the requests; stays the caller's to dispose. An <see cref="HttpClient"/> should have no timeout of its own.</param>
    /// <param name="endpoint">The model and its limits; the total timeout counts per batch, the first-token timeout not at all.</param>
    /// <param name="time">Measures timeouts and waits.</param>
    /// <param name="jitter">Spreads the waits; used under a lock, so it must not be shared with other users.</param>
    /// <param name="limits">Size of a batch; null for the defaults.</param>
    /// <exception cref="ArgumentException">The endpoint or the limits are not valid; the message lists every problem.</exception>
    public OpenAiEmbeddingGenerator(HttpMessageInvoker http, ModelEndpoint endpoint, TimeProvider time, Random jitter, EmbeddingBatchLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(jitter);
        ModelEndpoint.ThrowIfInvalid(endpoint);
        _limits = limits ?? new EmbeddingBatchLimits();
        if (_limits.Validate() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(' ', problems), nameof(limits));
        _endpoint = endpoint;
        _time = time;
        _url = EndpointUrls.For(endpoint.BaseUrl, EndpointUrls.Embeddings);
        _call = new ModelCall(new ModelTransport(http, endpoint, _url, time), endpoint, new RetryPolicy(endpoint.MaxRetries, jitter), time);
        _metadata = new EmbeddingGeneratorMetadata("openai", new Uri(EndpointUrls.Shown(_url)), endpoint.Model);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A text is null or holds nothing but white space.</exception>
    /// <exception cref="ModelException">A batch could not be embedded; there is no partial result.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        var texts = values as IReadOnlyList<string> ?? values.ToList();
        RefuseEmpty(texts);

        var embeddings = new GeneratedEmbeddings<Embedding<float>>(texts.Count);
        var model = string.IsNullOrWhiteSpace(options?.ModelId) ? _endpoint.Model : options.ModelId;
        var usage = new UsageDetails();
        var isUsageKnown = texts.Count > 0;
        foreach (var batch in Batches(texts))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var failures = new CallFailures(_url, model, new Redaction(_endpoint.ApiKey, batch));
            var body = EmbeddingRequest.Write(batch, model, options);
            var reply = await _call.PostAsync(body, failures, said => EmbeddingReply.Read(said, batch.Count, failures), cancellationToken);
            RefuseDimensions(reply.Vectors[0].Length, options?.Dimensions, embeddings, failures);
            foreach (var vector in reply.Vectors)
                embeddings.Add(new Embedding<float>(vector) { ModelId = reply.Model ?? model, CreatedAt = _time.GetUtcNow() });
            if (reply.Usage is null)
                isUsageKnown = false;
            else
                usage.Add(reply.Usage);
        }

        // A sum with a missing part is not a smaller sum.
        embeddings.Usage = isUsageKnown ? usage : null;
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

    private IEnumerable<List<string>> Batches(IReadOnlyList<string> texts)
    {
        var batch = new List<string>();
        long chars = 0;
        foreach (var text in texts)
        {
            if (batch.Count > 0 && (batch.Count == _limits.MaxTexts || chars + text.Length > _limits.MaxChars))
            {
                yield return batch;
                batch = [];
                chars = 0;
            }

            batch.Add(text);
            chars += text.Length;
        }

        if (batch.Count > 0)
            yield return batch;
    }

    private static void RefuseEmpty(IReadOnlyList<string> texts)
    {
        for (var i = 0; i < texts.Count; i++)
            if (string.IsNullOrWhiteSpace(texts[i]))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Text {i} of {texts.Count} is empty. Leave out what has no words: it has no embedding."), nameof(texts));
    }

    private static void RefuseDimensions(int got, int? asked, GeneratedEmbeddings<Embedding<float>> before, CallFailures failures)
    {
        if (before.Count > 0 && before[0].Dimensions != got)
            throw failures.Nonsense(string.Create(CultureInfo.InvariantCulture, $"sent vectors with {before[0].Dimensions} dimensions first and with {got} then"), []);
        if (asked is { } wanted && wanted != got)
            throw failures.Nonsense(string.Create(CultureInfo.InvariantCulture, $"was asked for {wanted} dimensions and sent {got}"), []);
    }
}
