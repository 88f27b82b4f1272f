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
    private readonly Dictionary<string, HashSet<string>> _chunks = new(StringComparer.Ordinal);
    private long _documents;

    /// <summary>Checks everything.</summary>
    public async ValueTask<CollectionCheckResult> RunAsync(CancellationToken cancellationToken)
    {
        var documents = knowledge.Documents(name);
        var generations = (await knowledge.Collections.GenerationsAsync(name, cancellationToken)).FindAll(g => g.State != GenerationState.Building);
        foreach (var chunking in generations.Select(g => g.Chunking)) _chunks.TryAdd(chunking, new HashSet<string>(StringComparer.Ordinal));
        for (var after = string.Empty; ;)
        {
            var page = await documents.PageAsync(after, PageDocuments, cancellationToken);
            foreach (var document in page) await CheckDocumentAsync(documents, document, cancellationToken);
            if (page.Count < PageDocuments) break;
            after = page[^1].Id.Value;
        }

        foreach (var generation in generations) await CheckIndexAsync(documents, generation, cancellationToken);
        return new CollectionCheckResult(_documents, _chunks[generations.First(g => g.State == GenerationState.InUse).Chunking].Count, _problems);
    }

    private async ValueTask CheckDocumentAsync(DocumentStore documents, Document document, CancellationToken cancellationToken)
    {
        _documents++;
        if (ContentHash.OfText(document.Text) != document.Hash) Note($"The text of \"{document.Id}\" does not have the hash it was stored with.");
        var end = 0;
        foreach (var block in document.Blocks)
        {
            if (block.Span.Start < end || !block.Span.IsWithin(document.Text.Length)) Note($"The block {block.Span} of \"{document.Id}\" overlaps another or leaves the text.");
            end = block.Span.End;
        }

        foreach (var (chunking, ids) in _chunks)
        {
            foreach (var chunk in (await documents.ChunksOfAsync(document.Id, chunking, cancellationToken)).Select(c => c.Chunk))
            {
                ids.Add(chunk.Id.Value);
                if (!chunk.Span.IsWithin(document.Text.Length) || !string.Equals(chunk.Span.Of(document.Text), chunk.Text, StringComparison.Ordinal))
                    Note($"The chunk {chunk.Id} of \"{document.Id}\" is not the slice {chunk.Span} of its text.");
                if (chunk.Parent is { } parent && (!parent.IsWithin(document.Text.Length) || parent.Start > chunk.Span.Start || parent.End < chunk.Span.End))
                    Note($"The parent {parent} of the chunk {chunk.Id} of \"{document.Id}\" does not hold it.");
            }
        }
    }

    private async ValueTask CheckIndexAsync(DocumentStore documents, Generation generation, CancellationToken cancellationToken)
    {
        var pending = await documents.PendingAsync(generation.Number, cancellationToken);
        if (pending.Count > 0) Note($"{pending.Count} chunks are stored and not yet searchable. An interrupted run left them; the next \"groundwork ingest\" or search settles them.");
        var chunks = _chunks[generation.Chunking];
        try
        {
            var open = await knowledge.OpenAsync(name, generation, cancellationToken);
            Verify(open, cancellationToken);
            using var snapshot = open.OpenSnapshot();
            if (pending.Count > 0) return;
            var indexed = snapshot.Keys().Select(k => k.Value).ToHashSet(StringComparer.Ordinal);
            foreach (var missing in chunks.Where(c => !indexed.Contains(c)).Take(MostProblems)) Note($"The chunk {missing} is not in the index of generation {generation.Number}. Rebuild it with \"groundwork reindex --collection {name}\".");
            foreach (var extra in indexed.Where(c => !chunks.Contains(c)).Take(MostProblems)) Note($"The index of generation {generation.Number} holds the entry {extra}, which no document has. Rebuild it with \"groundwork reindex --collection {name}\".");
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
