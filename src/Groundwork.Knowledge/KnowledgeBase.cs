using System.Globalization;
using Groundwork.Knowledge.Meaning;
using Groundwork.Search;
using Groundwork.Storage;
using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge;

/// <summary>All collections of one data directory: their tables in the database, their indexes in folders beside it.</summary>
/// <remarks>Safe for concurrent use. Several processes may share the directory: readers never wait, writers of one collection exclude each other.</remarks>
public sealed class KnowledgeBase : IDisposable
{
    private readonly IDatabase _database;
    private readonly string _indexes;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (int Generation, SearchIndex Index)> _open = new(StringComparer.Ordinal);
    private readonly List<SearchIndex> _retired = [];
    private readonly FittedModels _models;

    /// <summary>Makes the object; nothing is opened yet.</summary>
    /// <param name="database">Opened with <see cref="KnowledgeSchema.Migrations"/>; the caller owns it.</param>
    /// <param name="directory">Folder for the indexes; made when first needed.</param>
    /// <param name="time">Clock.</param>
    public KnowledgeBase(IDatabase database, string directory, TimeProvider time)
    {
        _database = database;
        _indexes = directory;
        _time = time;
        _models = new FittedModels(directory);
        Collections = new CollectionStore(database, time);
    }

    /// <summary>The collections.</summary>
    public CollectionStore Collections { get; }

    /// <summary>Sources, documents and chunks of a collection.</summary>
    public DocumentStore Documents(CollectionName name) => new(_database, name, _time);

    /// <summary>The vectors of a collection's chunks, or null for a collection without vectors. What was learnt from a collection stays its embedder, whatever is configured.</summary>
    /// <exception cref="EmbedderMismatchException">The configured embedder is not the one the collection was made with.</exception>
    public IChunkVectors? Embeddings(Collection collection, EmbedderIdentity? configured, IEmbeddingGenerator<string, Embedding<float>>? generator)
    {
        ArgumentNullException.ThrowIfNull(collection);
        if (collection.Embedder is null) return null;
        if (collection.Embedder.Kind == EmbedderKind.Fitted) return new FittedVectors(collection.Embedder, () => _models.Of(collection));
        if (collection.Embedder.Kind == EmbedderKind.Given) return new GivenVectors(_database, collection.Name, collection.Embedder);
        if (configured is not null && configured != collection.Embedder)
            throw new EmbedderMismatchException($"The collection \"{collection.Name}\" holds vectors of {collection.Embedder}; the configured embedder is {configured}. Re-embed with \"groundwork reindex --collection {collection.Name} --embedder\", or configure the embedder it was made with.");
        return new ChunkEmbeddings(_database, collection.Embedder, generator);
    }

    /// <summary>Opens a collection for searching.</summary>
    /// <exception cref="CollectionNotFoundException">There is none of this name.</exception>
    /// <exception cref="IndexDamagedException">A file of its index is missing or broken.</exception>
    /// <exception cref="IndexBehindException">The files hold less than the database says they do.</exception>
    public async ValueTask<OpenCollection> OpenAsync(CollectionName name, CancellationToken cancellationToken)
    {
        while (true)
        {
            var collection = await Collections.GetAsync(name, cancellationToken);
            try
            {
                var open = new OpenCollection(collection, Documents(name), IndexOf(collection));
                using var complete = open.OpenSnapshot();
                return open;
            }
            catch (Exception problem) when (problem is IOException or IndexDamagedException or IndexBehindException)
            {
                // Another process may have switched to a rebuilt index and removed this one while it was being opened.
                if ((await Collections.GetAsync(name, cancellationToken)).Generation == collection.Generation) throw;
            }
        }
    }

    /// <summary>Opens a collection and pins its newest commit, also while its index is being rebuilt and switched.</summary>
    /// <exception cref="CollectionNotFoundException">There is none of this name.</exception>
    /// <exception cref="IndexBehindException">The files hold less than the database says they do.</exception>
    /// <exception cref="IndexDamagedException">A file of its index is missing or broken.</exception>
    public async ValueTask<PinnedCollection> PinAsync(CollectionName name, CancellationToken cancellationToken)
    {
        while (true)
        {
            var collection = await Collections.GetAsync(name, cancellationToken);
            try
            {
                return new PinnedCollection(collection, Documents(name), new OpenCollection(collection, Documents(name), IndexOf(collection)).OpenSnapshot());
            }
            catch (Exception problem) when (problem is IndexBehindException or IndexDamagedException or IndexMismatchException or IOException)
            {
                // A rebuild that ended just now has taken the files away and made others.
                if ((await Collections.GetAsync(name, cancellationToken)).Generation == collection.Generation) throw;
            }
        }
    }

    /// <summary>Opens a collection for writing and first settles what an interrupted writer left.</summary>
    /// <exception cref="IndexLockedException">Another writer holds the collection.</exception>
    /// <exception cref="IndexBehindException">The files hold less than the database says they do: writing on would hide it.</exception>
    public async ValueTask<CollectionWriter> OpenWriterAsync(CollectionName name, IChunkVectors? embeddings, CancellationToken cancellationToken)
    {
        var held = LockCollection(name);
        try
        {
            // Read under the lock: another writer may have switched the generation a moment ago.
            var collection = await Collections.GetAsync(name, cancellationToken);
            RemoveOtherGenerations(name, collection.Generation);
            _models.RemoveOthers(collection);
            var open = new OpenCollection(collection, Documents(name), IndexOf(collection));
            open.OpenSnapshot().Dispose();
            var writer = new CollectionWriter(collection, open.Documents, open.Index, embeddings, held);
            try
            {
                await writer.RecoverAsync(cancellationToken);
                return writer;
            }
            catch
            {
                await writer.DisposeAsync();
                throw;
            }
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Builds the index of a collection anew from the database, beside the one in use, and switches when it is complete.</summary>
    /// <param name="name">The collection.</param>
    /// <param name="embeddings">Vectors for the new build, or null for none.</param>
    /// <param name="progress">Told how many chunks are done.</param>
    /// <param name="cancellationToken">Leaves the old index in use.</param>
    /// <returns>The collection with its new generation.</returns>
    public async ValueTask<Collection> RebuildAsync(CollectionName name, IChunkVectors? embeddings, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        using var held = LockCollection(name);
        return await RebuildLockedAsync(name, embeddings, progress, cancellationToken);
    }

    /// <summary>Why the index of a collection has to be made again before it can be used: its format or its analysis of texts is an earlier one.</summary>
    /// <returns>What it was made with, in words; null when there is no reason, or no such collection.</returns>
    public async ValueTask<string?> ReasonToRenewAsync(CollectionName name, CancellationToken cancellationToken)
    {
        if (await Collections.FindAsync(name, cancellationToken) is not { } collection) return null;
        try
        {
            IndexOf(collection);
            return null;
        }
        catch (IndexMismatchException mismatch) when (mismatch.IsOutdated)
        {
            return $"{mismatch.Aspect} {mismatch.OfIndex}";
        }
        catch (IndexDamagedException)
        {
            // That is for whoever wants to use it to hear.
            return null;
        }
    }

    /// <summary>Learns an embedder from a collection's own texts and builds its index anew with it, beside the one in use.</summary>
    /// <param name="name">The collection.</param>
    /// <param name="options">How it is learnt.</param>
    /// <param name="learning">Told how many chunks were looked at.</param>
    /// <param name="building">Told how many chunks are in the new index.</param>
    /// <param name="cancellationToken">Leaves the old index and what was learnt before in use.</param>
    /// <returns>The collection with its new generation; without vectors when it has too little to learn from.</returns>
    /// <exception cref="IndexLockedException">A writer holds the collection.</exception>
    public async ValueTask<Collection> LearnAsync(
        CollectionName name, FittingOptions options, IProgress<long>? learning, IProgress<long>? building, CancellationToken cancellationToken)
    {
        using var held = LockCollection(name);
        var documents = Documents(name);
        var learnt = await FittedEmbedder.FitAsync(documents.AllChunksAsync(cancellationToken), await documents.ChunkCountAsync(cancellationToken), options, learning, cancellationToken);
        if (learnt is not null) _models.Keep(name, learnt);
        return await RebuildLockedAsync(name, learnt, building, cancellationToken);
    }

    /// <summary>Why a collection should be learnt now, in words; null when there is no reason.</summary>
    /// <param name="collection">As it stands after the writing.</param>
    /// <param name="written">The vectors that the writing was done with, or null.</param>
    /// <param name="options">How it would be learnt.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    public async ValueTask<string?> ReasonToLearnAsync(Collection collection, IChunkVectors? written, FittingOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(collection);
        ArgumentNullException.ThrowIfNull(options);
        if (collection.IsWordsAlone || collection.Embedder is { Kind: not EmbedderKind.Fitted }) return null;
        var chunks = await Documents(collection.Name).ChunkCountAsync(cancellationToken);
        if (chunks < options.LeastChunks) return null;
        if (collection.Embedder is null) return "for the first time";
        try
        {
            return FittedDrift.Reason(_models.Of(collection), chunks, written as FittedVectors);
        }
        catch (FittedModelDamagedException)
        {
            return "because what was learnt before cannot be read";
        }
    }

    /// <summary>What was learnt from a collection; null for one with other vectors or none.</summary>
    /// <exception cref="FittedModelDamagedException">Its file cannot be read.</exception>
    public FittedEmbedder? FittedOf(Collection collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        return collection.Embedder is { Kind: EmbedderKind.Fitted } ? _models.Of(collection) : null;
    }

    /// <summary>Removes a collection: its rows, then its files.</summary>
    public async ValueTask RemoveAsync(CollectionName name, CancellationToken cancellationToken)
    {
        _ = await Collections.GetAsync(name, cancellationToken);
        using (LockCollection(name))
        {
            await Documents(name).RemoveVectorsAsync(cancellationToken);
            await Collections.RemoveAsync(name, cancellationToken);
            await _database.PurgeAsync(cancellationToken);
            Retire(name);
        }

        var folder = Path.Combine(_indexes, name.Value);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var (_, index) in _open.Values) index.Dispose();
            foreach (var index in _retired) index.Dispose();
            _open.Clear();
            _retired.Clear();
        }
    }

    private async ValueTask<Collection> RebuildLockedAsync(CollectionName name, IChunkVectors? vectors, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var collection = await Collections.GetAsync(name, cancellationToken);
        var generation = collection.Generation + 1;
        var folder = Folder(name, generation);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        long commit;
        using (var index = SearchIndex.Open(new FileIndexDirectory(folder), PassageFields.Options(vectors?.Identity)))
            commit = await new IndexBuild(Documents(name), vectors).RunAsync(index, progress, cancellationToken);
        await Collections.SwitchAsync(name, generation, vectors?.Identity, commit, cancellationToken);
        Retire(name);
        RemoveOtherGenerations(name, generation);
        var rebuilt = (await Collections.FindAsync(name, cancellationToken))!;
        _models.RemoveOthers(rebuilt);
        return rebuilt;
    }

    private IDisposable LockCollection(CollectionName name) => new FileIndexDirectory(Path.Combine(_indexes, name.Value)).Lock("writer.lock");

    private SearchIndex IndexOf(Collection collection)
    {
        lock (_gate)
        {
            if (_open.TryGetValue(collection.Name.Value, out var open))
            {
                if (open.Generation == collection.Generation) return open.Index;
                if (open.Generation > collection.Generation)
                {
                    // Asked for with an old view of the collection; the newer index stays the open one.
                    var old = Open(collection);
                    _retired.Add(old);
                    return old;
                }

                _retired.Add(open.Index);
                _open.Remove(collection.Name.Value);
            }

            var index = Open(collection);
            _open[collection.Name.Value] = (collection.Generation, index);
            return index;
        }
    }

    private SearchIndex Open(Collection collection)
    {
        try
        {
            return SearchIndex.Open(new FileIndexDirectory(Folder(collection.Name, collection.Generation)), PassageFields.Options(collection.Embedder));
        }
        catch (IndexDamagedException problem)
        {
            throw IndexDamage.Of(collection.Name, problem);
        }
    }

    // A search in flight may still read the old index, so it is closed with the knowledge base, not now.
    private void Retire(CollectionName name)
    {
        lock (_gate)
            if (_open.Remove(name.Value, out var open)) _retired.Add(open.Index);
    }

    // Earlier ones, and later ones that a broken-off rebuild left: what is deleted from the collection must not live on in them.
    private void RemoveOtherGenerations(CollectionName name, int current)
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(_indexes, name.Value)))
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var generation) && generation != current)
                Directory.Delete(folder, recursive: true);
    }

    private string Folder(CollectionName name, int generation) =>
        Path.Combine(_indexes, name.Value, generation.ToString(CultureInfo.InvariantCulture));
}
