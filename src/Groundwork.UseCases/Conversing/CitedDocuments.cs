using Groundwork.Documents;
using Groundwork.Knowledge;

namespace Groundwork.UseCases.Conversing;

/// <summary>Checks citations against the documents as they are now, each loaded once.</summary>
internal sealed class CitedDocuments(DocumentStore documents)
{
    private readonly Dictionary<string, Document?> _loaded = new(StringComparer.Ordinal);

    /// <summary>Whether every one of them still stands where it says.</summary>
    public async ValueTask<bool> CarryAsync(IReadOnlyList<CitationReply> citations)
    {
        foreach (var citation in citations)
        {
            if (!_loaded.TryGetValue(citation.Document, out var document))
                _loaded[citation.Document] = document = await documents.LoadAsync(new DocumentId(citation.Document), CancellationToken.None);
            var (start, length) = (citation.Span.Start, citation.Span.Length);
            if (document is null || !string.Equals(document.Hash.Hex, citation.Version, StringComparison.Ordinal) || start < 0 || length < 0 || start > document.Text.Length - length
                || !document.Text.AsSpan(start, length).SequenceEqual(citation.Quote)) return false;
        }

        return true;
    }
}
