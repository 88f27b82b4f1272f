using System.Collections.Concurrent;
using Groundwork.Knowledge.Generations;
using Groundwork.Language;

namespace Groundwork.Knowledge.Meaning;

/// <summary>Learns a model from the chunks of a collection.</summary>
/// <remarks>
/// Latent semantic analysis (Deerwester et al. 1990): logarithmic term frequency times idf, rows of length 1, a truncated singular value
/// decomposition A ≈ U·S·Vᵀ, and texts as rows of U·S^1.5. A new text a is folded in as a·V·S^0.5, which gives the fitted ones their rows.
/// The exponent and the number of dimensions were chosen by cross-validation over sets (docs/design/0005): in collections of a few thousand chunks
/// few and strong directions add most to what words find.
/// </remarks>
/// <param name="options">How.</param>
/// <param name="cancellationToken">Ends the work.</param>
internal sealed class ModelFitting(FittingOptions options, CancellationToken cancellationToken)
{
    private const int BatchChunks = 512;
    private const double Exponent = 1.5;
    private const int MostLanguages = 6;

    // The same on every machine, so that the same texts give the same model.
    private const ulong Seed = 0x67726F756E64;

    // Analysers remember frequent words; new ones for every batch would have to learn them again.
    private readonly ConcurrentBag<TermCounts> _counters = [];

    private FittingSample _sample = new();
    private readonly Dictionary<LanguageCode, int> _languages = [];

    /// <summary>Dimensions for a sample of this many chunks: 64 up to 2,000, then 1.5 times the root, 256 from 30,000 on; a multiple of 16.</summary>
    public static int DimensionsFor(int chunks) => Math.Clamp((int)(1.5 * Math.Sqrt(chunks)) / 16 * 16, 64, 256);

    /// <summary>Learns; null when the texts have nothing in common that could be learnt.</summary>
    /// <param name="chunks">All chunks of the collection.</param>
    /// <param name="count">About how many they are.</param>
    /// <param name="progress">Told how many chunks were looked at.</param>
    public async ValueTask<FittedModel?> RunAsync(IAsyncEnumerable<ChunkRecord> chunks, long count, IProgress<long>? progress)
    {
        var share = count <= options.SampleChunks ? 1 : options.SampleChunks / (double)count;
        var batch = new List<ChunkRecord>(BatchChunks);
        var seen = 0L;
        await foreach (var chunk in chunks.WithCancellation(cancellationToken))
        {
            // By the chunk's id, so that the sample is the same however the chunks come in.
            if (share >= 1 || Bits.Of(chunk.Chunk.Id.Value) < share * ulong.MaxValue) batch.Add(chunk);
            if (batch.Count == BatchChunks) Take(batch);
            if (++seen % BatchChunks == 0) progress?.Report(seen);
        }

        Take(batch);
        progress?.Report(seen);
        return Fit(seen);
    }

    private void Take(List<ChunkRecord> batch)
    {
        var counted = new KeyValuePair<ulong, int>[batch.Count][];
        Parallel.For(
            0, batch.Count, new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellationToken }, () => _counters.TryTake(out var counts) ? counts : new TermCounts(),
            (i, _, counts) =>
            {
                counts.Clear();
                counts.Add(batch[i]);
                counted[i] = [.. counts.Counts];
                return counts;
            },
            _counters.Add);
        foreach (var counts in counted) _sample.Add(counts);
        foreach (var chunk in batch) System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_languages, chunk.Language, out _)++;
        batch.Clear();
    }

    private FittedModel? Fit(long chunks)
    {
        // Half the chunks is more than any word that tells them apart; one chunk is too few to relate a word to others.
        var (vocabulary, weights, unknownShare) = _sample.Weigh(leastChunks: 2, mostShare: 0.5, options.MostTerms);
        if (vocabulary.Count == 0 || weights.Rows == 0) return null;
        var wanted = Math.Min(options.Dimensions ?? DimensionsFor(_sample.Chunks), vocabulary.Count);

        // The counts are not needed any more, and what follows needs as much memory again.
        _sample = new FittingSample();
        _counters.Clear();
        LargeStep.GiveBack();
        var (values, vectors) = RandomisedSvd.Run(weights, wanted, Seed, new RowBlocks(options.Threads, cancellationToken));
        if (values.Length == 0) return null;
        var terms = new Half[vocabulary.Count * values.Length];
        for (var term = 0; term < vocabulary.Count; term++)
            for (var i = 0; i < values.Length; i++)
                terms[(term * values.Length) + i] = (Half)(vectors.Row(term)[i] * Math.Pow(values[i], Exponent - 1));
        var languages = _languages.OrderByDescending(l => l.Value).ThenBy(l => l.Key.Code, StringComparer.Ordinal).Take(MostLanguages).Select(l => l.Key);
        return new FittedModel(vocabulary, values.Length, terms, [.. languages], chunks, unknownShare);
    }
}
