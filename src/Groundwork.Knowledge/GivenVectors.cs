using System.Runtime.InteropServices;
using Groundwork.Documents;
using Groundwork.Storage;

namespace Groundwork.Knowledge;

/// <summary>Vectors that came with the records they belong to. A record is one chunk; one that came without a vector has none.</summary>
/// <param name="database">Opened with <see cref="KnowledgeSchema.Migrations"/>.</param>
/// <param name="collection">The collection.</param>
/// <param name="identity">Whose vectors these are.</param>
public sealed class GivenVectors(IDatabase database, CollectionName collection, EmbedderIdentity identity) : IChunkVectors
{
    private const string Prefix = "given:";

    /// <inheritdoc />
    public EmbedderIdentity Identity { get; } = identity;

    /// <summary>The identity of vectors that their giver calls by a name.</summary>
    public static EmbedderIdentity IdentityOf(string name, int dimensions) => new(Prefix + name, dimensions, EmbedderKind.Given);

    /// <summary>What makes a vector unusable in a collection of these; null when nothing does.</summary>
    public static string? ProblemOf(GivenVector vector, EmbedderIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(vector);
        ArgumentNullException.ThrowIfNull(identity);
        if (vector.Problem is not null) return vector.Problem;
        if (vector.Values.Length != identity.Dimensions) return FormattableString.Invariant($"it has {vector.Values.Length} numbers; the collection holds {identity}");
        var squares = 0.0;
        foreach (var value in vector.Values.Span) squares += (double)value * value;
        return !float.IsFinite((float)squares) ? "it holds a number that is not finite, or is too long" : (float)squares > 0 ? null : "it has no direction: all its numbers are zero";
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<ReadOnlyMemory<float>>> OfAsync(IReadOnlyList<ChunkRecord> chunks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        var vectors = chunks.Select(c => c.Vector).ToArray();
        if (vectors.All(v => !v.IsEmpty)) return vectors;
        return await database.ReadAsync(
            async session =>
            {
                for (var i = 0; i < vectors.Length; i++)
                {
                    if (!vectors[i].IsEmpty) continue;
                    var bytes = await session.FirstAsync(
                        "select vector from given_vectors where collection = @collection and document = @document",
                        row => (byte[])row.GetValue(0),
                        ("@collection", collection.Value), ("@document", chunks[i].Chunk.Document.Value));
                    if (bytes is not null && bytes.Length == Identity.Dimensions * sizeof(float)) vectors[i] = MemoryMarshal.Cast<byte, float>(bytes).ToArray();
                }

                return (IReadOnlyList<ReadOnlyMemory<float>>)vectors;
            },
            cancellationToken);
    }
}
