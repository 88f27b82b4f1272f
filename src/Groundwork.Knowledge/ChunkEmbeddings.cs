using System.Runtime.InteropServices;
using Groundwork.Documents;
using Groundwork.Knowledge.Ingestion;
using Groundwork.Language;
using Groundwork.Storage;
using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge;

/// <summary>Vectors of chunks, made once per text and embedder and kept in the database.</summary>
/// <param name="database">Opened with <see cref="KnowledgeSchema.Migrations"/>.</param>
/// <param name="identity">Whose vectors these are.</param>
/// <param name="generator">The embedder; null can only give vectors that were made before.</param>
/// <param name="isRefusal">Tells whether a failure of the embedder may lie in a text that it was given; null when none can.</param>
public sealed class ChunkEmbeddings(
    IDatabase database, EmbedderIdentity identity, IEmbeddingGenerator<string, Embedding<float>>? generator, Func<Exception, bool>? isRefusal = null) : IChunkVectors
{
    /// <inheritdoc />
    public EmbedderIdentity Identity { get; } = identity;

    /// <summary>
    /// The text of a chunk as the embedder sees it: where it stands (unless its chunking says without), then what it says. A title that is merely the file's name is left
    /// out, so that a renamed file keeps its vectors.
    /// </summary>
    public static string TextOf(ChunkRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (!record.HasContext) return record.Chunk.Text;
        var isNamed = !string.Equals(record.Title, Path.GetFileNameWithoutExtension(record.Path), StringComparison.Ordinal);
        return string.Join(" › ", isNamed ? record.Chunk.Headings.Prepend(record.Title) : record.Chunk.Headings) + "\n" + record.Chunk.Text;
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<ReadOnlyMemory<float>>> OfAsync(IReadOnlyList<ChunkRecord> chunks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        var texts = chunks.Select(TextOf).ToArray();
        var hashes = texts.Select(ContentHash.OfText).ToArray();
        var known = await database.ReadAsync(session => ReadAsync(session, hashes), cancellationToken);
        var missing = Enumerable.Range(0, texts.Length).Where(i => !known.ContainsKey(hashes[i])).DistinctBy(i => hashes[i]).ToArray();
        if (missing.Length > 0)
        {
            if (generator is null)
                throw new EmbedderMismatchException($"{missing.Length} chunks need vectors of {Identity} and no embedder is configured. Set GROUNDWORK_EMBED_URL and GROUNDWORK_EMBED_MODEL, or rebuild without vectors: \"groundwork reindex --no-vectors\".");
            var round = new EmbeddingRound(Identity, generator, isRefusal);
            await round.RunAsync(texts, missing, cancellationToken);
            var refused = RefusedDocuments(chunks, hashes, round.Refused);
            foreach (var (place, vector) in round.Made) known[hashes[place]] = vector;

            // A document with a refused text is not stored, so nothing of it is kept.
            var kept = Enumerable.Range(0, texts.Length).Where(i => !refused.ContainsKey(chunks[i].Chunk.Document)).Select(i => hashes[i]).ToHashSet();
            await database.WriteAsync(session => KeepAsync(session, [.. round.Made.Keys.Select(i => hashes[i]).Where(kept.Contains).Select(hash => (hash, known[hash]))]), cancellationToken);
            if (refused.Count > 0) throw new DocumentsRefusedException(refused);
        }

        return [.. hashes.Select(hash => known[hash])];
    }

    private static Dictionary<DocumentId, string> RefusedDocuments(IReadOnlyList<ChunkRecord> chunks, ContentHash[] hashes, Dictionary<int, string> refused)
    {
        var reasons = refused.ToDictionary(r => hashes[r.Key], r => r.Value);
        var documents = new Dictionary<DocumentId, string>();
        for (var i = 0; i < hashes.Length && reasons.Count > 0; i++)
            if (reasons.TryGetValue(hashes[i], out var reason)) documents.TryAdd(chunks[i].Chunk.Document, reason);
        return documents;
    }

    private async ValueTask<Dictionary<ContentHash, ReadOnlyMemory<float>>> ReadAsync(SqlSession session, ContentHash[] hashes)
    {
        var known = new Dictionary<ContentHash, ReadOnlyMemory<float>>();
        foreach (var hash in hashes)
            if (!known.ContainsKey(hash)
                && await session.FirstAsync(
                    "select vector from embeddings where text_hash = @hash and embedder = @embedder",
                    row => (byte[])row.GetValue(0),
                    ("@hash", hash.Hex), ("@embedder", Identity.Model)) is { } bytes
                && bytes.Length == Identity.Dimensions * sizeof(float))
                known[hash] = MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        return known;
    }

    private async ValueTask<int> KeepAsync(SqlSession session, IReadOnlyList<(ContentHash Hash, ReadOnlyMemory<float> Vector)> made)
    {
        foreach (var (hash, vector) in made)
            await session.ExecuteAsync(
                "insert into embeddings (text_hash, embedder, vector) values (@hash, @embedder, @vector) on conflict (text_hash, embedder) do update set vector = excluded.vector",
                ("@hash", hash.Hex), ("@embedder", Identity.Model), ("@vector", MemoryMarshal.AsBytes(vector.Span).ToArray()));
        return made.Count;
    }
}
