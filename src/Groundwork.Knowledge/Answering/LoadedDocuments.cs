using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Knowledge.Answering;

/// <summary>The documents that one answer is made of, each loaded once.</summary>
internal sealed class LoadedDocuments(DocumentStore documents)
{
    private readonly Dictionary<DocumentId, Document?> _loaded = [];

    /// <summary>A document in the version that a chunk was cut from; null when it is no longer stored so.</summary>
    public async ValueTask<Document?> FindAsync(DocumentId id, ContentHash version, CancellationToken cancellationToken)
    {
        if (!_loaded.TryGetValue(id, out var document))
            _loaded[id] = document = await documents.LoadAsync(id, cancellationToken);
        return document is not null && document.Hash == version ? document : null;
    }
}
