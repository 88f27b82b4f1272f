using System.Globalization;
using Groundwork.Models.Providers;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Routing;

/// <summary>An embedding generator that asks the targets of a route, bound to a context.</summary>
/// <remarks>
/// Texts are sent in batches, one after the other, each an attempt of its own with its own deadline, retries and booking. Whoever embeds
/// the first batch embeds them all: vectors of different models do not belong together.
/// </remarks>
internal sealed class RoutedEmbeddingGenerator(RouteState route, CallContext context, EmbeddingBatchLimits limits) : IEmbeddingGenerator<string, Embedding<float>>
{
    // Whoever of them is asked, an attempt is one request.
    private readonly int _maxTexts = route.Places.Min(place => Math.Min(limits.MaxTexts, ProviderClients.MostTexts(place.State.Target)));

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A text is null or holds nothing but white space.</exception>
    /// <exception cref="ModelException">A batch could not be embedded; there is no partial result.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        var texts = values as IReadOnlyList<string> ?? [.. values];
        RefuseEmpty(texts);
        var all = new GeneratedEmbeddings<Embedding<float>>(texts.Count);
        var usage = new UsageDetails();
        var isUsageKnown = texts.Count > 0;
        TargetState? by = null;
        for (var from = 0; from < texts.Count;)
        {
            var batch = BatchFrom(texts, from);
            from += batch.Count;
            var call = new EmbedCall(batch, options, by);
            var embeddings = await new RouteRun<GeneratedEmbeddings<Embedding<float>>>(route, context, call, cancellationToken).RunAsync();
            by ??= Array.Find(route.Places, place => string.Equals(place.State.Target.Name, RouteTrace.Of(embeddings.AdditionalProperties)?.Target, StringComparison.Ordinal))?.State;
            if (all.Count > 0 && all[0].Dimensions != embeddings[0].Dimensions)
                throw new ModelException(ModelFailure.Nonsense, isTransient: false, string.Create(CultureInfo.InvariantCulture, $"The model \"{embeddings[0].ModelId}\" sent vectors with {all[0].Dimensions} dimensions first and with {embeddings[0].Dimensions} then. Ask one model for all texts."));
            all.AddRange(embeddings);
            all.AdditionalProperties ??= embeddings.AdditionalProperties;
            isUsageKnown &= embeddings.Usage is not null;
            usage.Add(embeddings.Usage ?? new UsageDetails());
        }

        // A sum with a missing part is not a smaller sum.
        all.Usage = isUsageKnown ? usage : null;
        return all;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        return serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("groundwork", null, route.Places[0].State.Target.Endpoint.Model)
            : serviceType == typeof(ModelRoute) ? route.Route
            : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Does nothing: the gateway owns what is behind.</summary>
    public void Dispose()
    {
    }

    private IReadOnlyList<string> BatchFrom(IReadOnlyList<string> texts, int from)
    {
        var to = from + 1;
        long chars = texts[from].Length;
        var tokens = EmbeddingBatchLimits.EstimatedTokens(texts[from]);
        while (to < texts.Count && to - from < _maxTexts)
        {
            chars += texts[to].Length;
            tokens += EmbeddingBatchLimits.EstimatedTokens(texts[to]);
            if (chars > limits.MaxChars || tokens > limits.MaxTokens)
                break;
            to++;
        }

        if (from == 0 && to == texts.Count)
            return texts;
        var batch = new string[to - from];
        for (var i = 0; i < batch.Length; i++)
            batch[i] = texts[from + i];
        return batch;
    }

    private static void RefuseEmpty(IReadOnlyList<string> texts)
    {
        for (var i = 0; i < texts.Count; i++)
            if (string.IsNullOrWhiteSpace(texts[i]))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Text {i} of {texts.Count} is empty. Leave out what has no words: it has no embedding."), nameof(texts));
    }
}
