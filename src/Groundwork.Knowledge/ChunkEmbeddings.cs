using System.Runtime.InteropServices;
using Groundwork.Language;
using Groundwork.Search;
using Groundwork.Storage;
using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge;

/// <summary>Vectors of chunks, made once per text and embedder and kept in the database.</summary>
/// <param name="database">Opened with <see cref="KnowledgeSchema.Migrations"/>.</param>
/// <param name="identity">Whose vectors these are.</param>
/// <param name="generator">The embedder; null can only give vectors that were made before.</param>
public sealed class ChunkEmbeddings(IDatabase database, EmbedderIdentity identity, IEmbeddingGenerator<string, Embedding<float>>? generator) : IChunkVectors
{
    /// <inheritdoc />
    public EmbedderIdentity Identity { get; } = identity;

    /// <summary>
    /// The text of a chunk as the embedder sees it: where it stands, then what it says. A title that is merely the file's name is left
    /// out, so that a renamed file keeps its vectors.
    /// </summary>
    public static string TextOf(ChunkRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
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
            var made = await generator.GenerateAsync(missing.Select(i => texts[i]), cancellationToken: cancellationToken);
            if (made.Count != missing.Length) throw new EmbedderMismatchException($"{Identity} was asked for {missing.Length} vectors and answered with {made.Count}. Check that the address serves this embedder.");
            for (var i = 0; i < missing.Length; i++)
            {
                if (made[i].Vector.Length != Identity.Dimensions)
                    throw new EmbedderMismatchException($"The collection holds vectors of {Identity}; the embedder now answers with {made[i].Vector.Length} dimensions. Configure the embedder the collection was made with, or re-embed with \"groundwork reindex --embedder\".");
                if (!HasDirection(made[i].Vector.Span))
                    throw new VectorRefusedException($"{Identity} answered with a vector that has no length or holds a value that is not finite, for a text of {texts[missing[i]].Length} characters. Nothing of this batch was stored. Check the embedder, then run the command again.");
                known[hashes[missing[i]]] = made[i].Vector;
            }

            await database.WriteAsync(session => KeepAsync(session, [.. missing.Select(i => (hashes[i], known[hashes[i]]))]), cancellationToken);
        }

        return [.. hashes.Select(hash => known[hash])];
    }

    // What the index would refuse later must not reach the database: every later writer would meet it again.
    private static bool HasDirection(ReadOnlySpan<float> vector)
    {
        var squares = 0.0;
        foreach (var value in vector) squares += (double)value * value;
        return float.IsFinite((float)squares) && (float)squares > 0;
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
