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
    private static readonly string[] s_document = [PassageFields.Document];

    /// <inheritdoc />
    public ValueTask<Retrieved> RetrieveAsync(Question question, int limit, bool explain, CancellationToken cancellationToken) => AskAsync(
        question, limit, (pinned, vector, notice) => PassagesAsync(pinned, question, vector, notice, limit, explain, cancellationToken), cancellationToken);

    /// <summary>The best chunks by name, from the index alone: no text is read.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="limit">Most chunks returned, ≥ 1.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    public ValueTask<FoundChunks> FindAsync(Question question, int limit, CancellationToken cancellationToken) => AskAsync(
        question, limit, (pinned, vector, notice) => ValueTask.FromResult(Chunks(pinned, question, vector, notice, limit, cancellationToken)), cancellationToken);

    private async ValueTask<T> AskAsync<T>(Question question, int limit, Func<PinnedCollection, QueryVector?, string?, ValueTask<T>> search, CancellationToken cancellationToken)
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
            if (vector is not null && pinned.Collection.Embedder != collection.Embedder)
            {
                collection = pinned.Collection;
                continue;
            }

            var found = await search(pinned, vector, notice);

            // Cut anew meanwhile: the chunks of the pinned commit may have gone from the database before they were loaded.
            collection = await knowledge.Collections.GetAsync(name, cancellationToken);
            if (string.Equals(collection.InUse.Chunking, pinned.Collection.InUse.Chunking, StringComparison.Ordinal)) return found;
        }
    }

    private static async ValueTask<Retrieved> PassagesAsync(
        PinnedCollection pinned, Question question, QueryVector? vector, string? notice, int limit, bool explain, CancellationToken cancellationToken)
    {
        var query = QueryPlan.Of(question, vector);
        for (var wanted = limit; ; wanted *= 2)
        {
            var hits = Search(pinned, new SearchRequest(query, question.Within, wanted, explain), cancellationToken);
            var passages = await LoadAsync(pinned.Documents, hits, limit, cancellationToken);

            // A chunk that was removed after this commit is in the index and not in the database: ask for more to fill its place.
            if (passages.Count >= limit || hits.Count < wanted) return new Retrieved(passages, pinned.Snapshot.Commit, notice, Count(pinned, question, query, cancellationToken)) { Meaning = vector?.Embedder };
        }
    }

    private static FoundChunks Chunks(PinnedCollection pinned, Question question, QueryVector? vector, string? notice, int limit, CancellationToken cancellationToken)
    {
        var query = QueryPlan.Of(question, vector);
        var hits = Search(pinned, new SearchRequest(query, question.Within, limit, Keywords: s_document), cancellationToken);
        var chunks = new FoundChunk[hits.Count];
        for (var i = 0; i < chunks.Length; i++) chunks[i] = new FoundChunk(new ChunkId(hits[i].Key.Value), new DocumentId(hits[i].Keywords![0] ?? string.Empty), hits[i].Score);
        return new FoundChunks(chunks, pinned.Snapshot.Commit, notice, Count(pinned, question, query, cancellationToken));
    }

    // Nearness has no end: every chunk with a vector matches it. What is counted beside words is what the words match.
    private static FacetCounts? Count(PinnedCollection pinned, Question question, Query query, CancellationToken cancellationToken)
    {
        if (question.Facets is not { Count: > 0 } fields) return null;
        try
        {
            return pinned.Snapshot.Facets(new FacetRequest(fields, query is Query.Fused fused ? fused.Text : query, question.Within), cancellationToken);
        }
        catch (IndexDamagedException problem)
        {
            throw IndexDamage.Of(pinned.Collection.Name, problem);
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
        if (question.Vector is { } given) return (Given(collection, given), null);
        if (collection.Embedder is { Kind: EmbedderKind.Given } of)
        {
            var reason = $"the collection \"{collection.Name}\" holds {of}, and the question came without one";
            return question.Mode == RetrievalMode.Vector
                ? throw new EmbedderMismatchException($"A vector search is not possible: {reason}. Send the question's vector, or search with --mode text.")
                : (null, $"Searched by words alone: {reason}.");
        }

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
        var embedded = await embedder.GenerateAsync([question.Meaning ?? question.Text], cancellationToken: cancellationToken);
        return (new QueryVector(made, embedded[0].Vector), null);
    }

    private static QueryVector Given(Collection collection, ReadOnlyMemory<float> vector)
    {
        if (collection.Embedder is not { } made)
            throw new EmbedderMismatchException($"A search by a vector is not possible: the collection \"{collection.Name}\" has no vectors. Search by words.");
        return vector.Length == made.Dimensions
            ? new QueryVector(made, vector)
            : throw new VectorRefusedException($"The question's vector has {vector.Length} numbers; the collection \"{collection.Name}\" holds {made}. Send a vector of the same model.");
    }

    // A question of which the model knows no word is left to the words.
    private async ValueTask<(QueryVector? Vector, string? Notice)> FittedVectorAsync(Collection collection, Question question, CancellationToken cancellationToken)
    {
        var learnt = knowledge.FittedOf(collection)!;
        var vector = (await learnt.GenerateAsync([question.Meaning ?? question.Text], cancellationToken: cancellationToken))[0].Vector;
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
