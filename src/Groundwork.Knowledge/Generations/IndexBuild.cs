using Groundwork.Search;

namespace Groundwork.Knowledge.Generations;

/// <summary>Fills an empty index with every chunk of one chunking.</summary>
internal sealed class IndexBuild(DocumentStore documents, string chunking, IChunkVectors? source)
{
    private const int BatchChunks = 256;

    /// <returns>The commit that holds them all.</returns>
    public async ValueTask<long> RunAsync(SearchIndex index, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        using var writer = index.OpenWriter();
        var batch = new List<ChunkRecord>(BatchChunks);
        var done = 0L;
        await foreach (var chunk in documents.AllChunksAsync(chunking, cancellationToken))
        {
            batch.Add(chunk);
            if (batch.Count == BatchChunks) await AddAsync();
        }

        await AddAsync();
        var commit = writer.Commit(cancellationToken);

        // Merging needs memory of its own, outside the reach of the collector for the most part.
        LargeStep.GiveBack();

        // Built once and searched often: few segments are searched fastest.
        writer.Settle(1, cancellationToken);
        return commit;

        async ValueTask AddAsync()
        {
            var vectors = source is null ? null : await source.OfAsync(batch, cancellationToken);
            for (var i = 0; i < batch.Count; i++) writer.Upsert(PassageFields.Entry(batch[i], vectors?[i] ?? default));
            done += batch.Count;
            batch.Clear();
            progress?.Report(done);
        }
    }
}
