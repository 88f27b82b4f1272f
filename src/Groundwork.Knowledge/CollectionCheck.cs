using Groundwork.Documents;
using Groundwork.Language;
using Groundwork.Search;

namespace Groundwork.Knowledge;

/// <summary>Re-checks what a collection promises: each text has its hash, each chunk is its slice, and the index holds exactly the chunks.</summary>
/// <param name="knowledge">All collections.</param>
/// <param name="name">The one to check.</param>
public sealed class CollectionCheck(KnowledgeBase knowledge, CollectionName name)
{
    private const int MostProblems = 100;
    private const int PageDocuments = 200;

    private readonly List<string> _problems = [];
    private readonly HashSet<string> _chunks = new(StringComparer.Ordinal);
    private long _documents;

    /// <summary>Checks everything.</summary>
    public async ValueTask<CollectionCheckResult> RunAsync(CancellationToken cancellationToken)
    {
        var documents = knowledge.Documents(name);
        for (var skip = 0; ; skip += PageDocuments)
        {
            var page = await documents.ListAsync(null, skip, PageDocuments, cancellationToken);
            foreach (var summary in page) await CheckDocumentAsync(documents, summary, cancellationToken);
            if (page.Count < PageDocuments) break;
        }

        var pending = await documents.PendingAsync(cancellationToken);
        if (pending.Count > 0) Note($"{pending.Count} chunks are stored and not yet searchable. An interrupted run left them; the next \"groundwork ingest\" or search settles them.");
        await CheckIndexAsync(pending.Count > 0, cancellationToken);
        return new CollectionCheckResult(_documents, _chunks.Count, _problems);
    }

    private async ValueTask CheckDocumentAsync(DocumentStore documents, DocumentSummary summary, CancellationToken cancellationToken)
    {
        _documents++;
        if (await documents.LoadAsync(summary.Id, cancellationToken) is not { } document) return;
        if (ContentHash.OfText(document.Text) != document.Hash) Note($"The text of \"{summary.Id}\" does not have the hash it was stored with.");
        var end = 0;
        foreach (var block in document.Blocks)
        {
            if (block.Span.Start < end || !block.Span.IsWithin(document.Text.Length)) Note($"The block {block.Span} of \"{summary.Id}\" overlaps another or leaves the text.");
            end = block.Span.End;
        }

        var chunks = await documents.ChunksOfAsync(summary.Id, cancellationToken);
        if (chunks.Count != summary.Chunks) Note($"\"{summary.Id}\" says it has {summary.Chunks} chunks; {chunks.Count} are stored.");
        foreach (var chunk in chunks.Select(c => c.Chunk))
        {
            _chunks.Add(chunk.Id.Value);
            if (!chunk.Span.IsWithin(document.Text.Length) || !string.Equals(chunk.Span.Of(document.Text), chunk.Text, StringComparison.Ordinal))
                Note($"The chunk {chunk.Id} of \"{summary.Id}\" is not the slice {chunk.Span} of its text.");
        }
    }

    private async ValueTask CheckIndexAsync(bool isUnsettled, CancellationToken cancellationToken)
    {
        try
        {
            Verify(await knowledge.OpenAsync(name, cancellationToken), cancellationToken);
            using var pinned = await knowledge.PinAsync(name, cancellationToken);
            if (isUnsettled) return;
            var indexed = pinned.Snapshot.Keys().Select(k => k.Value).ToHashSet(StringComparer.Ordinal);
            foreach (var missing in _chunks.Where(c => !indexed.Contains(c)).Take(MostProblems)) Note($"The chunk {missing} is not in the index. Rebuild it with \"groundwork reindex --collection {name}\".");
            foreach (var extra in indexed.Where(c => !_chunks.Contains(c)).Take(MostProblems)) Note($"The index holds the entry {extra}, which no document has. Rebuild it with \"groundwork reindex --collection {name}\".");
        }
        catch (Exception problem) when (problem is IndexDamagedException or IndexBehindException or IndexMismatchException)
        {
            Note(problem.Message);
        }
    }

    private static void Verify(OpenCollection open, CancellationToken cancellationToken)
    {
        try
        {
            open.Index.Verify(cancellationToken);
        }
        catch (IndexDamagedException problem)
        {
            throw IndexDamage.Of(open.Collection.Name, problem);
        }
    }

    private void Note(string problem)
    {
        if (_problems.Count < MostProblems) _problems.Add(problem);
    }
}
