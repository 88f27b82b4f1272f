using System.Collections.Concurrent;
using Groundwork.Documents;

namespace Groundwork.Knowledge.Understanding;

/// <summary>
/// What collections explain, read when first asked for. After a commit only chunks that came are read, and what went is forgotten. Not kept in a file: a deleted document leaves nothing behind.
/// </summary>
/// <param name="knowledge">All collections.</param>
internal sealed class AcronymBooks(KnowledgeBase knowledge)
{
    // What a large collection explains, it explains more than once.
    private const int MostChunks = 20_000;
    private const int ReadAtOnce = 512;
    private readonly ConcurrentDictionary<CollectionName, Known> _known = [];

    /// <summary>How many collections have a book.</summary>
    public int Count => _known.Count;

    /// <summary>Forgets a collection.</summary>
    public void Forget(CollectionName name) => _known.TryRemove(name, out _);

    public async ValueTask<AcronymBook> OfAsync(CollectionName name, CancellationToken cancellationToken)
    {
        var collection = await knowledge.Collections.GetAsync(name, cancellationToken);
        var known = _known.GetOrAdd(name, _ => new Known());
        // Only questions to the same collection wait for each other.
        await known.Reading.WaitAsync(cancellationToken);
        try
        {
            var state = (collection.CreatedAt, collection.Generation, collection.Commit);
            if (known.Book is null || known.State != state)
            {
                known.Book = new AcronymBook(await PairsAsync(known, collection, cancellationToken));
                known.State = state;
            }

            return known.Book;
        }
        finally
        {
            known.Reading.Release();
        }
    }

    private async ValueTask<IEnumerable<(string Short, string Long)>> PairsAsync(Known known, Collection collection, CancellationToken cancellationToken)
    {
        var documents = knowledge.Documents(collection.Name);
        var chunks = await documents.ChunkIdsAsync(collection.InUse.Chunking, MostChunks, cancellationToken);
        var present = chunks.Select(c => c.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in known.PairsOf.Keys.Where(id => !present.Contains(id)).ToArray()) known.PairsOf.Remove(gone);
        foreach (var some in chunks.Where(c => !known.PairsOf.ContainsKey(c.Value)).Chunk(ReadAtOnce))
            foreach (var (id, record) in await documents.ChunksAsync(some, collection.InUse.Chunking, cancellationToken))
                known.PairsOf[id] = [.. AcronymPairs.In(record.Chunk.Text)];

        // In the order of the chunks, so that the same collection gives the same book.
        return chunks.SelectMany(c => known.PairsOf.GetValueOrDefault(c.Value) ?? []);
    }

    private sealed class Known
    {
        public SemaphoreSlim Reading { get; } = new(1, 1);

        public (DateTimeOffset CreatedAt, int Generation, long Commit) State { get; set; }

        public AcronymBook? Book { get; set; }

        /// <summary>By chunk: what it explains. An id stands for a text, so it never changes.</summary>
        public Dictionary<string, (string Short, string Long)[]> PairsOf { get; } = new(StringComparer.Ordinal);
    }
}
