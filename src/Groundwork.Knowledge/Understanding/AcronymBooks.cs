namespace Groundwork.Knowledge.Understanding;

/// <summary>What collections explain, read when first asked for and again after a commit. Not kept in a file: a deleted document leaves nothing behind.</summary>
/// <param name="knowledge">All collections.</param>
internal sealed class AcronymBooks(KnowledgeBase knowledge) : IDisposable
{
    // What a large collection explains, it explains more than once.
    private const int MostChunks = 20_000;
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly Dictionary<CollectionName, (int Generation, long Commit, AcronymBook Book)> _books = [];

    public async ValueTask<AcronymBook> OfAsync(CollectionName name, CancellationToken cancellationToken)
    {
        var collection = await knowledge.Collections.GetAsync(name, cancellationToken);
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_books.TryGetValue(name, out var known) && known.Generation == collection.Generation && known.Commit == collection.Commit) return known.Book;
            var book = new AcronymBook();
            var count = 0;
            await foreach (var chunk in knowledge.Documents(name).AllChunksAsync(collection.InUse.Chunking, cancellationToken))
            {
                book.Learn(chunk.Chunk.Text);
                if (++count == MostChunks) break;
            }

            _books[name] = (collection.Generation, collection.Commit, book);
            return book;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();
}
