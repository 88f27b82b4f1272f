using Groundwork.Documents;
using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>A collection is built anew from the stored documents, cut or embedded in another way where asked for, while the old build goes on answering.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class Reindex(Workspace workspace)
{
    /// <summary>Rebuilds and switches.</summary>
    /// <param name="request">What to rebuild.</param>
    /// <param name="progress">Told how many chunks are done.</param>
    /// <param name="cancellationToken">Leaves the old index in use.</param>
    public async Task<ReindexReply> RunAsync(ReindexRequest request, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if ((request.Embedder ? 1 : 0) + (request.NoVectors ? 1 : 0) + (request.Fitted ? 1 : 0) > 1) throw new InvalidRequestException("Choose one of --embedder, --fitted and --no-vectors.");
        var started = workspace.Time.GetTimestamp();
        var name = CollectionName.Parse(request.Collection);
        var collection = await workspace.Knowledge.Collections.GetAsync(name, cancellationToken);
        var chunks = 0L;
        var counting = new Counter(done =>
        {
            chunks = done;
            progress?.Report(done);
        });
        var plan = request.Chunker is null ? ChunkingPlan.Parse(collection.InUse.Plan) : ChunkingPlan.Parse(request.Chunker);
        var learns = await LearnsAsync(request, collection, cancellationToken);
        var vectors = learns ? null : await EmbeddingsAsync(request, collection, cancellationToken);
        var changes = !string.Equals(plan.Fingerprint, collection.InUse.Chunking, StringComparison.Ordinal) || request.Fitted || (!learns && vectors?.Identity != collection.Embedder);
        var wanted = new GenerationRequest(plan, KeepsEarlier: changes && !request.DropEarlier);
        var rebuilt = learns
            ? await workspace.Knowledge.LearnAsync(name, workspace.Settings.Fitting, wanted, learning: null, counting, cancellationToken)
            : await workspace.Knowledge.RebuildAsync(name, vectors, wanted, counting, cancellationToken);
        if (request.NoVectors || request.Embedder || request.Fitted) await workspace.Knowledge.Collections.SetWordsAloneAsync(name, request.NoVectors, cancellationToken);
        var kept = (await workspace.Knowledge.Collections.GenerationsAsync(name, cancellationToken)).Find(g => g.State == GenerationState.Kept);
        return new ReindexReply(
            name.Value, rebuilt.Generation, chunks, rebuilt.Embedder?.Model, rebuilt.Commit, workspace.ElapsedMs(started), rebuilt.InUse.Plan, kept?.Number);
    }

    // A collection that was learnt is learnt anew; one that never was is learnt as an ingestion would do it.
    private async ValueTask<bool> LearnsAsync(ReindexRequest request, Collection collection, CancellationToken cancellationToken)
    {
        if (request.Fitted) return true;
        if (request.NoVectors || request.Embedder) return false;
        if (collection.Embedder is { } made) return made.Kind == EmbedderKind.Fitted;
        return workspace.Settings.LearnsMeaning && (await workspace.EmbedderAsync(cancellationToken)).Identity is null
            && await workspace.Knowledge.ReasonToLearnAsync(collection, written: null, workspace.Settings.Fitting, cancellationToken) is not null;
    }

    private async ValueTask<IChunkVectors?> EmbeddingsAsync(ReindexRequest request, Collection collection, CancellationToken cancellationToken)
    {
        if (request.NoVectors) return null;
        if (!request.Embedder && collection.Embedder is null) return null;
        var embedder = await workspace.EmbedderAsync(cancellationToken);
        if (!request.Embedder) return workspace.Knowledge.Embeddings(collection, embedder.Identity, embedder.Generator);
        if (embedder.Identity is null)
            throw new EmbedderMismatchException("No embedder is configured. Set GROUNDWORK_EMBED_URL and GROUNDWORK_EMBED_MODEL, then run \"groundwork reindex --embedder\" again.");
        return workspace.Knowledge.Embeddings(collection.Name, embedder.Identity, embedder.Identity, embedder.Generator);
    }

    private sealed class Counter(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
