using Groundwork.Documents;
using Groundwork.Knowledge.Ingestion;
using Groundwork.Knowledge.Syncing;
using Groundwork.Language;
using Groundwork.Sources;

namespace Groundwork.Knowledge;

/// <summary>Lists sources against what a collection knows, and tells what a synchronisation would do. Nothing is written.</summary>
public sealed class SourceSurvey
{
    private readonly Dictionary<string, KnownFile> _catalog;
    private readonly ReaderSet _readers;
    private readonly bool _retriesFailed;

    private SourceSurvey(Dictionary<string, KnownFile> catalog, ReaderSet readers, bool retriesFailed) => (_catalog, _readers, _retriesFailed) = (catalog, readers, retriesFailed);

    /// <summary>Takes down what a collection knows now.</summary>
    /// <param name="documents">Of the collection.</param>
    /// <param name="collection">Its name.</param>
    /// <param name="readers">By which sources are read.</param>
    /// <param name="retriesFailed">Whether what failed is read again.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    public static async ValueTask<SourceSurvey> OfAsync(DocumentStore documents, CollectionName collection, ReaderSet readers, bool retriesFailed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var catalog = await new IngestStore(documents.Database, collection, documents.Time).LoadAsync(cancellationToken);
        return new SourceSurvey(catalog, readers, retriesFailed);
    }

    /// <summary>Paths that were read before and that a source covers.</summary>
    public IEnumerable<string> KnownTo(ISource source) => _catalog.Keys.Where(source.Covers);

    /// <summary>Lists a source.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="source">The source.</param>
    /// <param name="earlier">What it was before: what only these cover is gone.</param>
    /// <param name="others">The other sources of the collection; what they cover is theirs.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    /// <exception cref="SourceException">It cannot be listed as a whole.</exception>
    public async Task<ListedSource> ListAsync(string name, ISource source, IReadOnlyList<ISource> earlier, IReadOnlyList<ISource> others, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        bool IsLeftBehind(string path) => !source.Covers(path) && earlier.Any(e => e.Covers(path)) && !others.Any(o => o.Covers(path));
        var versions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, known) in _catalog)
            if (known.Version is { } version && string.Equals(known.Reading, _readers.Fingerprint, StringComparison.Ordinal) && !Listing.MustRead(known, _retriesFailed) && source.Covers(path))
                versions.Add(path, version);
        var items = new List<SourceItem>();
        await foreach (var item in source.ListAsync(versions, cancellationToken))
        {
            // Left out by rules that it once satisfied: that is a reason to take it away, not to keep it.
            if (item is not SourceItem.Skipped || !_catalog.ContainsKey(item.Path) || !IsLeftBehind(item.Path)) items.Add(item);
        }

        // Only what was known when it was listed can be missing from the listing: another process may have added something since.
        return new ListedSource(name, source, path => _catalog.ContainsKey(path) && (source.Covers(path) || IsLeftBehind(path)), items);
    }

    /// <summary>What a synchronisation would do about a listed source, without looking into anything: what may have changed counts as changed.</summary>
    public SyncPlan Compare(ListedSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return SyncPlan.Of([.. source.Items.Select(item => new SeenItem(item))], _catalog, source.Covers, _readers.Fingerprint);
    }

    /// <summary>The same exactly: whatever has no version is opened and hashed.</summary>
    public async Task<SyncPlan> InspectAsync(ListedSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var loses = Compare(source).Count(SyncChange.Gone) > 0;
        var seen = new List<SeenItem>(source.Items.Count);
        foreach (var item in source.Items) seen.Add(item is SourceItem.Present present ? await LookAsync(present, loses, cancellationToken) : new SeenItem(item));
        return SyncPlan.Of(seen, _catalog, source.Covers, _readers.Fingerprint);
    }

    private async Task<SeenItem> LookAsync(SourceItem.Present item, bool mayHaveMoved, CancellationToken cancellationToken)
    {
        var isKnown = _catalog.TryGetValue(item.Path, out var known) && (known.Hash is not null || known.Documents > 0);
        try
        {
            await using var content = await item.OpenAsync(cancellationToken);
            var head = new byte[MediaTypes.SniffedBytes];
            var read = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
            if (read == 0) return new SeenItem(item, Unreadable: "The file is empty.");
            var mediaType = item.MediaType ?? MediaTypes.Of(item.Name, head.AsSpan(0, read));
            if (!isKnown && _readers.ReaderFor(mediaType) is null && _readers.ContainerFor(mediaType) is null)
                return new SeenItem(item, Unreadable: _readers.Unsupported(new SourceInfo(new DocumentId(item.Name), item.Path, mediaType)).Message);
            return isKnown || mayHaveMoved ? new SeenItem(item, await HashAsync(head.AsMemory(0, read), content, cancellationToken)) : new SeenItem(item);
        }
        catch (SourceException problem)
        {
            return new SeenItem(new SourceItem.Unavailable(item.Path, problem));
        }
    }

    private static async Task<ContentHash> HashAsync(ReadOnlyMemory<byte> head, Stream rest, CancellationToken cancellationToken)
    {
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        hash.AppendData(head.Span);
        var piece = new byte[1 << 16];
        while (await rest.ReadAsync(piece, cancellationToken) is > 0 and var read) hash.AppendData(piece.AsSpan(0, read));
        return new ContentHash(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
