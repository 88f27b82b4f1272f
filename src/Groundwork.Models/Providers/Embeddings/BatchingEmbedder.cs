using System.Globalization;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.Embeddings;

/// <summary>Cuts many texts into requests of a size that servers take, sent one after the other.</summary>
/// <remarks>Above retries and accounting each request is an attempt of its own, and only the one that failed is sent again.</remarks>
internal sealed class BatchingEmbedder : DelegatingEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingBatchLimits _limits;

    /// <summary>Makes the generator.</summary>
    /// <exception cref="ArgumentException">The limits are not valid; the message lists every problem.</exception>
    public BatchingEmbedder(IEmbeddingGenerator<string, Embedding<float>> inner, EmbeddingBatchLimits limits) : base(inner)
    {
        if (limits.Validate() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(' ', problems), nameof(limits));
        _limits = limits;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A text is null or holds nothing but white space.</exception>
    /// <exception cref="ModelException">A batch could not be embedded; there is no partial result.</exception>
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        var texts = values as IReadOnlyList<string> ?? values.ToList();
        RefuseEmpty(texts);
        var embeddings = new GeneratedEmbeddings<Embedding<float>>(texts.Count);
        var usage = new UsageDetails();
        var isUsageKnown = texts.Count > 0;
        foreach (var batch in Batches(texts))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var made = await base.GenerateAsync(batch, options, cancellationToken);
            if (embeddings.Count > 0 && embeddings[0].Dimensions != made[0].Dimensions)
                throw new ModelException(ModelFailure.Nonsense, isTransient: false, string.Create(CultureInfo.InvariantCulture, $"The model \"{made[0].ModelId}\" sent vectors with {embeddings[0].Dimensions} dimensions first and with {made[0].Dimensions} then. Ask one model for all texts."));
            embeddings.AddRange(made);
            if (made.Usage is null)
                isUsageKnown = false;
            else
                usage.Add(made.Usage);
        }

        // A sum with a missing part is not a smaller sum.
        embeddings.Usage = isUsageKnown ? usage : null;
        return embeddings;
    }

    /// <summary>Tokens a text may have: about four ASCII characters each, and one and a half for any other character.</summary>
    internal static long EstimatedTokens(string text)
    {
        long ascii = 0;
        foreach (var character in text)
            if (char.IsAscii(character))
                ascii++;
        return 1 + (ascii / 4) + ((text.Length - ascii) * 3 / 2);
    }

    private IEnumerable<List<string>> Batches(IReadOnlyList<string> texts)
    {
        var batch = new List<string>();
        long chars = 0;
        long tokens = 0;
        foreach (var text in texts)
        {
            var more = EstimatedTokens(text);
            if (batch.Count > 0 && (batch.Count == _limits.MaxTexts || chars + text.Length > _limits.MaxChars || tokens + more > _limits.MaxTokens))
            {
                yield return batch;
                batch = [];
                chars = 0;
                tokens = 0;
            }

            batch.Add(text);
            chars += text.Length;
            tokens += more;
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
}
