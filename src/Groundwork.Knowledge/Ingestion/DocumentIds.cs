using Groundwork.Documents;
using Groundwork.Language;
using Groundwork.Sources;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>Which documents exist in what was looked at so far, and what a new one is called.</summary>
/// <param name="documents">What is stored.</param>
/// <param name="isEmpty">Whether nothing was stored when the ingestion began.</param>
/// <param name="isGone">True for a path that is no longer there.</param>
internal sealed class DocumentIds(DocumentStore documents, bool isEmpty, Func<string, bool> isGone)
{
    // An id has at most 1,024 characters; some are left for what tells two of the same name apart.
    private const int LongestName = 1000;

    private readonly Dictionary<DocumentId, string> _seen = [];

    /// <summary>True for a document that exists in what was looked at so far.</summary>
    public bool HasSeen(DocumentId id) => _seen.ContainsKey(id);

    /// <summary>True for a document that exists in this file.</summary>
    public bool HasSeenIn(string path, DocumentId id) => string.Equals(_seen.GetValueOrDefault(id), path, StringComparison.Ordinal);

    /// <summary>Notes that a document exists in a file; false when it was seen before.</summary>
    public bool TryAdd(DocumentId id, string path) => _seen.TryAdd(id, path);

    /// <summary>A file is looked at once more: nothing of it counts as seen.</summary>
    public void Forget(string path)
    {
        foreach (var id in _seen.Where(s => string.Equals(s.Value, path, StringComparison.Ordinal)).Select(s => s.Key).ToList()) _seen.Remove(id);
    }

    /// <summary>What is stored under an id. Nothing is asked of a collection that was empty: what came since was seen.</summary>
    public ValueTask<StoredDocument?> StoredAsync(DocumentId id, CancellationToken cancellationToken) =>
        isEmpty && !HasSeen(id) ? ValueTask.FromResult<StoredDocument?>(null) : documents.FindAsync(id, cancellationToken);

    /// <summary>Notes that what an earlier reading made of a file still exists.</summary>
    public async ValueTask KeepAsync(string path, KnownFile? known, CancellationToken cancellationToken)
    {
        if (known is null or { Documents: 0 }) return;
        if (known.OnlyDocument is { } only) _seen.TryAdd(only, path);
        else foreach (var document in await documents.FromPathAsync(path, cancellationToken)) _seen.TryAdd(document.Id, path);
    }

    /// <summary>The id of a file that is a document.</summary>
    public async ValueTask<DocumentId> NewAsync(SourceItem.Present item, CancellationToken cancellationToken)
    {
        var id = new DocumentId(ShortName(item.Name));
        var taken = await StoredAsync(id, cancellationToken);

        // A file that moved takes its id along; two living files of the same relative name need two ids.
        var isFree = (!HasSeen(id) || HasSeenIn(item.Path, id)) && (taken is null || string.Equals(taken.Path, item.Path, StringComparison.Ordinal) || isGone(taken.Path));
        return isFree ? id : new DocumentId($"{id}~{ContentHash.OfText(item.Path).Short(8)}");
    }

    // The end of a long path tells more than its beginning; the hash keeps two of them apart.
    private static string ShortName(string name)
    {
        if (name.Length <= LongestName) return name;
        var from = name.Length - LongestName;
        if (char.IsLowSurrogate(name[from])) from++;
        return $"{ContentHash.OfText(name).Short(8)}~{name[from..]}";
    }
}
