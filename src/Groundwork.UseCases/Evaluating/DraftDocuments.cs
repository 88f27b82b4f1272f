using System.Runtime.CompilerServices;
using Groundwork.Documents;
using Groundwork.Evals;
using Groundwork.Knowledge;
using Groundwork.Language;

namespace Groundwork.UseCases.Evaluating;

/// <summary>A collection's documents as those who draft and check questions read them.</summary>
internal static class DraftDocuments
{
    private const int PageSize = 32;

    /// <summary>All documents, by id.</summary>
    public static async IAsyncEnumerable<DraftDocument> OfAsync(DocumentStore store, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var document in AllAsync(store, cancellationToken))
            yield return new DraftDocument(document.Id.Value, document.Title, document.Text, document.Language)
            {
                Headings = [.. document.Blocks.Where(b => b.Kind == BlockKind.Heading).Select(b => new DraftHeading(b.Span.Of(document.Text).Trim('#', ' ', '\n', '\r'), b.Span))],
            };
    }

    /// <summary>Ids and texts of all documents, by id.</summary>
    public static async IAsyncEnumerable<(string Id, string Text)> TextsAsync(DocumentStore store, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var document in AllAsync(store, cancellationToken)) yield return (document.Id.Value, document.Text);
    }

    private static async IAsyncEnumerable<Document> AllAsync(DocumentStore store, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var after = string.Empty; ;)
        {
            var page = await store.PageAsync(after, PageSize, cancellationToken);
            foreach (var document in page) yield return document;
            if (page.Count < PageSize) yield break;
            after = page[^1].Id.Value;
        }
    }
}
