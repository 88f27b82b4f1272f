using Groundwork.Documents;
using Groundwork.Knowledge.Retrieval;
using Groundwork.Search;
using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge;

/// <summary>Retrieval by words, and by vectors where the collection has them, fused with an explanation per passage.</summary>
/// <param name="collection">The collection.</param>
/// <param name="configured">The configured embedder's identity, or null.</param>
/// <param name="embedder">The configured embedder, or null.</param>
public sealed class HybridRetriever(OpenCollection collection, EmbedderIdentity? configured, IEmbeddingGenerator<string, Embedding<float>>? embedder) : IRetriever
{
    /// <inheritdoc />
    public async ValueTask<Retrieved> RetrieveAsync(Question question, int limit, bool explain, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var (vector, notice) = await VectorAsync(question, cancellationToken);
        var query = QueryPlan.Of(question.Text, vector, question.Mode);
        using var snapshot = collection.OpenSnapshot();
        for (var wanted = limit; ; wanted *= 2)
        {
            var hits = snapshot.Search(new SearchRequest(query, question.Within, wanted, explain), cancellationToken);
            var passages = await LoadAsync(hits, limit, cancellationToken);

            // A chunk that was removed after this commit is in the index and not in the database: ask for more to fill its place.
            if (passages.Count >= limit || hits.Count < wanted) return new Retrieved(passages, snapshot.Commit, notice);
        }
    }

    private async ValueTask<(ReadOnlyMemory<float>? Vector, string? Notice)> VectorAsync(Question question, CancellationToken cancellationToken)
    {
        if (question.Mode == RetrievalMode.Text) return (null, null);
        var made = collection.Collection.Embedder;
        if (made is null || embedder is null)
        {
            var reason = made is null
                ? $"the collection \"{collection.Collection.Name}\" has no vectors"
                : $"the collection holds vectors of {made} and no embedder is configured";
            if (question.Mode == RetrievalMode.Vector)
                throw new EmbedderMismatchException($"A vector search is not possible: {reason}. Search with --mode text, or configure an embedder (GROUNDWORK_EMBED_URL, GROUNDWORK_EMBED_MODEL) and run \"groundwork reindex --embedder\".");
            return (null, made is null ? null : $"Searched by words alone: {reason}.");
        }

        if (configured != made)
            throw new EmbedderMismatchException($"The collection \"{collection.Collection.Name}\" holds vectors of {made}; the configured embedder is {configured}. Re-embed with \"groundwork reindex --collection {collection.Collection.Name} --embedder\", or search with --mode text.");
        var embedded = await embedder.GenerateAsync([question.Text], cancellationToken: cancellationToken);
        return (embedded[0].Vector, null);
    }

    private async ValueTask<IReadOnlyList<Passage>> LoadAsync(IReadOnlyList<Hit> hits, int limit, CancellationToken cancellationToken)
    {
        var chunks = await collection.Documents.ChunksAsync([.. hits.Select(h => new ChunkId(h.Key.Value))], cancellationToken);
        return
        [
            .. hits.Where(h => chunks.ContainsKey(h.Key.Value)).Take(limit).Select(h =>
            {
                var record = chunks[h.Key.Value];
                return new Passage(record.Chunk, record.Title, record.Path, record.Language, h.Score, h.Why);
            }),
        ];
    }
}
