using System.Collections.Concurrent;
using Groundwork.Knowledge.Meaning;
using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge;

/// <summary>An embedder learnt from one collection: latent semantic analysis of its own texts. No model, no network.</summary>
/// <remarks>
/// Texts that share no word are near each other when their words stand in the same contexts of the collection. Deterministic: the same texts give
/// the same model whatever the number of threads, and the same text the same vector. Safe for concurrent use.
/// </remarks>
public sealed class FittedEmbedder : IEmbeddingGenerator<string, Embedding<float>>, IChunkVectors
{
    private readonly FittedModel _model;

    // Analysers remember frequent words; a new one for every question would have to learn them again.
    private readonly ConcurrentBag<TermCounts> _counters = [];

    internal FittedEmbedder(FittedModel model, string fingerprint)
    {
        _model = model;
        Identity = new EmbedderIdentity(fingerprint, model.Dimensions, EmbedderKind.Fitted);
    }

    /// <inheritdoc />
    public EmbedderIdentity Identity { get; }

    /// <summary>Terms it knows.</summary>
    public int Terms => _model.Vocabulary.Count;

    /// <summary>Chunks the collection had when it was learnt.</summary>
    public long Chunks => _model.Chunks;

    /// <summary>Share of the weight of the texts it was learnt from that lies in terms outside the vocabulary, 0..1.</summary>
    public float UnknownShare => _model.UnknownShare;

    /// <summary>Learns from the chunks of a collection.</summary>
    /// <param name="chunks">All of them, once.</param>
    /// <param name="count">About how many they are; decides how many of them are sampled.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told how many chunks were looked at.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    /// <returns>The embedder, or null when there is nothing to learn: fewer chunks than the options ask for, or no words in common.</returns>
    /// <exception cref="ArgumentException">The options have problems; the message lists all of them.</exception>
    public static async ValueTask<FittedEmbedder?> FitAsync(
        IAsyncEnumerable<ChunkRecord> chunks, long count, FittingOptions options, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } problems) throw new ArgumentException(string.Join(' ', problems), nameof(options));
        var model = await new ModelFitting(options, cancellationToken).RunAsync(chunks, count, progress);
        return model is null || model.Chunks < options.LeastChunks ? null : new FittedEmbedder(model, FittedModelFile.FingerprintOf(FittedModelFile.Write(model)));
    }

    /// <summary>The model as a file's content; see docs/formats/fitted-model.md.</summary>
    public byte[] ToBytes() => FittedModelFile.Write(_model);

    /// <summary>Reads a model's file.</summary>
    /// <exception cref="FittedModelDamagedException">It is not what was written, or of other rules or a newer format.</exception>
    public static FittedEmbedder Read(ReadOnlySpan<byte> content) => new(FittedModelFile.Read(content), FittedModelFile.FingerprintOf(content));

    /// <summary>The vectors of texts of unknown language, each of length 1. A text without a known term has an empty vector, never one of zeros.</summary>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        var counts = Rent();
        var made = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var text in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            counts.Clear();
            foreach (var language in _model.Languages) counts.AddReading(text, language);
            made.Add(new Embedding<float>(Fold(counts).Vector) { ModelId = Identity.Model });
        }

        _counters.Add(counts);
        return Task.FromResult(made);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ReadOnlyMemory<float>>> OfAsync(IReadOnlyList<ChunkRecord> chunks, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<ReadOnlyMemory<float>>>([.. Fold(chunks, cancellationToken).Select(f => f.Vector)]);

    /// <inheritdoc />
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Nothing: it holds memory only.</summary>
    public void Dispose()
    {
    }

    /// <summary>The vectors of chunks, with the weights of their terms that are known and that are not.</summary>
    internal (ReadOnlyMemory<float> Vector, double Known, double Unknown)[] Fold(IReadOnlyList<ChunkRecord> chunks, CancellationToken cancellationToken)
    {
        var folded = new (ReadOnlyMemory<float>, double, double)[chunks.Count];
        Parallel.For(0, chunks.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken }, Rent, (i, _, counts) =>
        {
            counts.Clear();
            counts.Add(chunks[i]);
            folded[i] = Fold(counts);
            return counts;
        }, _counters.Add);
        return folded;
    }

    private TermCounts Rent() => _counters.TryTake(out var counts) ? counts : new TermCounts();

    private (ReadOnlyMemory<float> Vector, double Known, double Unknown) Fold(TermCounts counts)
    {
        var vector = new float[_model.Dimensions];
        var (hasDirection, known, unknown) = _model.Fold(counts.Counts, vector);
        return (hasDirection ? vector : ReadOnlyMemory<float>.Empty, known, unknown);
    }
}
