using Groundwork.Documents;
using Groundwork.Knowledge.Retrieval;
using Groundwork.Search;
using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge;

/// <summary>Retrieval by words, and by vectors where the collection has them, fused with an explanation per passage.</summary>
/// <param name="knowledge">All collections.</param>
/// <param name="name">The collection. It is opened for each question anew, so a rebuilt index is taken up.</param>
/// <param name="configured">The configured embedder's identity, or null.</param>
/// <param name="embedder">The configured embedder, or null.</param>
public sealed class HybridRetriever(KnowledgeBase knowledge, CollectionName name, EmbedderIdentity? configured, IEmbeddingGenerator<string, Embedding<float>>? embedder) : IRetriever
{
    /// <inheritdoc />
    public async ValueTask<Retrieved> RetrieveAsync(Question question, int limit, bool explain, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var collection = await knowledge.Collections.GetAsync(name, cancellationToken);
        while (true)
        {
            QueryVector? vector;
            string? notice;
            try
            {
                (vector, notice) = await VectorAsync(collection, question, cancellationToken);
            }
            catch (FittedModelDamagedException damage)
            {
                // Learnt anew a moment ago, and its old file is gone? Otherwise words find what they find.
                var now = await knowledge.Collections.GetAsync(name, cancellationToken);
                if (now.Embedder != collection.Embedder)
                {
                    collection = now;
                    continue;
                }

                if (question.Mode == RetrievalMode.Vector) throw;
                (vector, notice) = (null, $"Searched by words alone: {damage.Message}");
            }

            using var pinned = await knowledge.PinAsync(name, cancellationToken);

            // Re-embedded since the question's vector was made: make it again.
            if (vector is not null && pinned.Collection.Embedder != collection.Embedder) collection = pinned.Collection;
            else return await SearchAsync(pinned, question, vector, notice, limit, explain, cancellationToken);
        }
    }

    private static async ValueTask<Retrieved> SearchAsync(
        PinnedCollection pinned, Question question, QueryVector? vector, string? notice, int limit, bool explain, CancellationToken cancellationToken)
    {
        var query = QueryPlan.Of(question.Text, vector, question.Mode);
        for (var wanted = limit; ; wanted *= 2)
        {
            var hits = Search(pinned, new SearchRequest(query, question.Within, wanted, explain), cancellationToken);
            var passages = await LoadAsync(pinned.Documents, hits, limit, cancellationToken);

            // A chunk that was removed after this commit is in the index and not in the database: ask for more to fill its place.
            if (passages.Count >= limit || hits.Count < wanted) return new Retrieved(passages, pinned.Snapshot.Commit, notice) { Meaning = vector?.Embedder };
        }
    }

    private static IReadOnlyList<Hit> Search(PinnedCollection pinned, SearchRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return pinned.Snapshot.Search(request, cancellationToken);
        }
        catch (IndexDamagedException problem)
        {
            throw IndexDamage.Of(pinned.Collection.Name, problem);
        }
    }

    private async ValueTask<(QueryVector? Vector, string? Notice)> VectorAsync(Collection collection, Question question, CancellationToken cancellationToken)
    {
        if (question.Mode == RetrievalMode.Text) return (null, null);
        if (collection.Embedder is { Kind: EmbedderKind.Fitted }) return await FittedVectorAsync(collection, question, cancellationToken);
        var made = collection.Embedder;
        if (made is null || embedder is null)
        {
            var reason = made is null
                ? $"the collection \"{collection.Name}\" has no vectors"
                : $"the collection holds vectors of {made} and no embedder is configured";
            if (question.Mode == RetrievalMode.Vector)
                throw new EmbedderMismatchException($"A vector search is not possible: {reason}. Search with --mode text, or configure an embedder (GROUNDWORK_EMBED_URL, GROUNDWORK_EMBED_MODEL) and run \"groundwork reindex --embedder\".");
            return (null, made is null ? null : $"Searched by words alone: {reason}.");
        }

        if (configured != made)
            throw new EmbedderMismatchException($"The collection \"{collection.Name}\" holds vectors of {made}; the configured embedder is {configured}. Re-embed with \"groundwork reindex --collection {collection.Name} --embedder\", or search with --mode text.");
        var embedded = await embedder.GenerateAsync([question.Text], cancellationToken: cancellationToken);
        return (new QueryVector(made, embedded[0].Vector), null);
    }

    // A question of which the model knows no word is left to the words.
    private async ValueTask<(QueryVector? Vector, string? Notice)> FittedVectorAsync(Collection collection, Question question, CancellationToken cancellationToken)
    {
        var learnt = knowledge.FittedOf(collection)!;
        var vector = (await learnt.GenerateAsync([question.Text], cancellationToken: cancellationToken))[0].Vector;
        if (!vector.IsEmpty) return (new QueryVector(learnt.Identity, vector), null);
        return question.Mode == RetrievalMode.Vector
            ? throw new EmbedderMismatchException($"A vector search is not possible: the model learnt from \"{collection.Name}\" knows no word of the question. Search with --mode text.")
            : (null, null);
    }

    private static async ValueTask<IReadOnlyList<Passage>> LoadAsync(DocumentStore documents, IReadOnlyList<Hit> hits, int limit, CancellationToken cancellationToken)
    {
        var chunks = await documents.ChunksAsync([.. hits.Select(h => new ChunkId(h.Key.Value))], cancellationToken);
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
