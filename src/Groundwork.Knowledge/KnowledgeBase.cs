using System.Globalization;
using Groundwork.Documents;
using Groundwork.Knowledge.Generations;
using Groundwork.Knowledge.Ingestion;
using Groundwork.Knowledge.Meaning;
using Groundwork.Knowledge.Understanding;
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
    private readonly Func<Exception, bool>? _isRefusal;
    private readonly Lock _gate = new();
    private readonly Dictionary<(CollectionName Name, int Generation), SearchIndex> _open = [];
    private readonly List<SearchIndex> _retired = [];
    private readonly FittedModels _models;

    /// <summary>Makes the object; nothing is opened yet.</summary>
    /// <param name="database">Opened with <see cref="KnowledgeSchema.Migrations"/>; the caller owns it.</param>
    /// <param name="directory">Folder for the indexes; made when first needed.</param>
    /// <param name="time">Clock.</param>
    /// <param name="isRefusal">Tells whether a failure of an embedder may lie in a text that it was given; null when none can.</param>
    public KnowledgeBase(IDatabase database, string directory, TimeProvider time, Func<Exception, bool>? isRefusal = null)
    {
        _isRefusal = isRefusal;
        _database = database;
        _indexes = directory;
        _time = time;
        _models = new FittedModels(directory);
        Collections = new CollectionStore(database, time);
        Deletions = new DeletionStore(database, time);
        Acronyms = new AcronymBooks(this);
    }

    /// <summary>The collections.</summary>
    public CollectionStore Collections { get; }

    /// <summary>What was deleted.</summary>
    public DeletionStore Deletions { get; }

    /// <summary>What the collections explain short forms to mean.</summary>
    internal AcronymBooks Acronyms { get; }

    /// <summary>Sources, documents and chunks of a collection.</summary>
    public DocumentStore Documents(CollectionName name) => new(_database, name, _time);

    /// <summary>Compares the documents of a collection.</summary>
    public DuplicateFinder Duplicates(CollectionName name) => new(_database, name);

    /// <summary>The vectors of a collection's chunks, or null for a collection without vectors. What was learnt from a collection stays its embedder, whatever is configured.</summary>
    /// <exception cref="EmbedderMismatchException">The configured embedder is not the one the collection was made with.</exception>
    public IChunkVectors? Embeddings(Collection collection, EmbedderIdentity? configured, IEmbeddingGenerator<string, Embedding<float>>? generator)
    {
        ArgumentNullException.ThrowIfNull(collection);
        return Embeddings(collection.Name, collection.Embedder, configured, generator);
    }

    /// <summary>The vectors of chunks of a collection under one embedder, or null for none.</summary>
    /// <exception cref="EmbedderMismatchException">The configured embedder is another one.</exception>
    public IChunkVectors? Embeddings(CollectionName name, EmbedderIdentity? of, EmbedderIdentity? configured, IEmbeddingGenerator<string, Embedding<float>>? generator)
    {
        if (of is null) return null;
        if (of.Kind == EmbedderKind.Fitted) return new FittedVectors(of, () => _models.Of(name, of));
        if (of.Kind == EmbedderKind.Given) return new GivenVectors(_database, name, of);
        if (configured is not null && configured != of)
            throw new EmbedderMismatchException($"The collection \"{name}\" holds vectors of {of}; the configured embedder is {configured}. Re-embed with \"groundwork reindex --collection {name} --embedder\", or configure the embedder it was made with.");
        return new ChunkEmbeddings(_database, of, generator, _isRefusal);
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
                var open = new OpenCollection(collection, Documents(name), IndexOf(name, collection.InUse));
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

    /// <summary>Opens one generation of a collection.</summary>
    /// <exception cref="CollectionNotFoundException">There is none of this name.</exception>
    /// <exception cref="IndexDamagedException">A file of its index is missing or broken.</exception>
    public async ValueTask<OpenCollection> OpenAsync(CollectionName name, Generation generation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(generation);
        var collection = await Collections.GetAsync(name, cancellationToken) with { InUse = generation };
        return new OpenCollection(collection, Documents(name), IndexOf(name, generation));
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
                return new PinnedCollection(collection, Documents(name), new OpenCollection(collection, Documents(name), IndexOf(name, collection.InUse)).OpenSnapshot());
            }
            catch (Exception problem) when (problem is IndexBehindException or IndexDamagedException or IndexMismatchException or IOException)
            {
                // A rebuild that ended just now has taken the files away and made others.
                if ((await Collections.GetAsync(name, cancellationToken)).Generation == collection.Generation) throw;
            }
        }
    }

    /// <summary>Opens a collection for writing, with every generation that is kept, and first settles what an interrupted writer left.</summary>
    /// <param name="name">The collection.</param>
    /// <param name="configured">The configured embedder's identity, or null.</param>
    /// <param name="generator">The configured embedder, or null.</param>
    /// <param name="cancellationToken">Leaves everything as it was.</param>
    /// <exception cref="IndexLockedException">Another writer holds the collection.</exception>
    /// <exception cref="EmbedderMismatchException">The configured embedder is not the one the collection was made with.</exception>
    /// <exception cref="IndexBehindException">The files hold less than the database says they do: writing on would hide it.</exception>
    public async ValueTask<CollectionWriter> OpenWriterAsync(
        CollectionName name, EmbedderIdentity? configured, IEmbeddingGenerator<string, Embedding<float>>? generator, CancellationToken cancellationToken)
    {
        var held = LockCollection(name);
        var opened = new List<GenerationWriter>();
        try
        {
            // Read under the lock: another writer may have switched the generation a moment ago.
            var collection = await Collections.GetAsync(name, cancellationToken);
            var vectors = Embeddings(collection, configured, generator);
            var live = await RemoveRemnantsAsync(name, cancellationToken);
            foreach (var generation in live.Where(g => g.State == GenerationState.InUse).Concat(live.Where(g => g.State == GenerationState.Kept)))
            {
                try
                {
                    opened.Add(WriterOf(name, generation, generation.State == GenerationState.InUse ? vectors : null, configured, generator));
                }
                catch (Exception problem) when (generation.State == GenerationState.Kept && problem is IndexDamagedException or IndexBehindException or IndexMismatchException or IOException)
                {
                    // One that cannot be gone back to must not keep the one in use from being written.
                    await Collections.ForgetAsync(name, generation.Number, CancellationToken.None);
                }
            }

            var writer = new CollectionWriter(
                collection, Documents(name), opened[0], opened.Skip(1), async g => await Collections.ForgetAsync(name, g.Number, CancellationToken.None), held);
            await writer.RecoverAsync(cancellationToken);
            return writer;
        }
        catch
        {
            foreach (var writer in opened) writer.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <summary>Builds a generation of a collection from the stored documents, beside the one in use, and switches in one step when it is complete.</summary>
    /// <param name="name">The collection.</param>
    /// <param name="embeddings">Vectors for the new one, or null for none.</param>
    /// <param name="request">What else it is to be like.</param>
    /// <param name="progress">Told how many chunks are done.</param>
    /// <param name="cancellationToken">Leaves the one in use as it is.</param>
    /// <returns>The collection with its new generation.</returns>
    public async ValueTask<Collection> RebuildAsync(CollectionName name, IChunkVectors? embeddings, GenerationRequest request, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        using var held = LockCollection(name);
        return await BuildLockedAsync(name, request, _ => ValueTask.FromResult(embeddings), progress, cancellationToken);
    }

    /// <summary>Exchanges the generation in use and the one that is kept, in one step.</summary>
    /// <exception cref="IndexLockedException">A writer holds the collection.</exception>
    /// <exception cref="NoGenerationException">None is kept.</exception>
    /// <exception cref="IndexDamagedException">The index of the one that is kept cannot be used.</exception>
    public async ValueTask<Collection> RollBackAsync(CollectionName name, CancellationToken cancellationToken)
    {
        using var held = LockCollection(name);
        var kept = (await Collections.GenerationsAsync(name, cancellationToken)).Find(g => g.State == GenerationState.Kept)
            ?? throw NoGenerationException.Kept((await Collections.GetAsync(name, cancellationToken)).Name);
        new OpenCollection(await Collections.GetAsync(name, cancellationToken) with { InUse = kept }, Documents(name), IndexOf(name, kept)).OpenSnapshot().Dispose();
        await Collections.RollBackAsync(name, cancellationToken);
        return await Collections.GetAsync(name, cancellationToken);
    }

    /// <summary>Forgets the generation that is kept to go back to, with its files.</summary>
    /// <exception cref="IndexLockedException">A writer holds the collection.</exception>
    /// <exception cref="NoGenerationException">None is kept.</exception>
    public async ValueTask ForgetKeptAsync(CollectionName name, CancellationToken cancellationToken)
    {
        using var held = LockCollection(name);
        var kept = (await Collections.GenerationsAsync(name, cancellationToken)).Find(g => g.State == GenerationState.Kept)
            ?? throw NoGenerationException.Kept((await Collections.GetAsync(name, cancellationToken)).Name);
        await Collections.ForgetAsync(name, kept.Number, cancellationToken);
        await RemoveRemnantsAsync(name, cancellationToken);
    }

    /// <summary>Why the index of a collection has to be made again before it can be used: its format, its analysis of texts or its way of cutting them is an earlier one.</summary>
    /// <returns>What it was made with, in words; null when there is no reason, or no such collection.</returns>
    public async ValueTask<string?> ReasonToRenewAsync(CollectionName name, CancellationToken cancellationToken)
    {
        if (await Collections.FindAsync(name, cancellationToken) is not { } collection) return null;
        if (!string.Equals(ChunkingPlan.Parse(collection.InUse.Plan).Fingerprint, collection.InUse.Chunking, StringComparison.Ordinal)) return $"chunking {collection.InUse.Chunking}";
        try
        {
            IndexOf(name, collection.InUse);
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
    /// <param name="request">What else the new generation is to be like.</param>
    /// <param name="learning">Told how many chunks were looked at.</param>
    /// <param name="building">Told how many chunks are in the new index.</param>
    /// <param name="cancellationToken">Leaves the old index and what was learnt before in use.</param>
    /// <returns>The collection with its new generation; without vectors when it has too little to learn from.</returns>
    /// <exception cref="IndexLockedException">A writer holds the collection.</exception>
    public async ValueTask<Collection> LearnAsync(
        CollectionName name, FittingOptions options, GenerationRequest request, IProgress<long>? learning, IProgress<long>? building, CancellationToken cancellationToken)
    {
        using var held = LockCollection(name);
        return await BuildLockedAsync(
            name, request,
            async chunking =>
            {
                var documents = Documents(name);
                LargeStep.GiveBack();
                var learnt = await FittedEmbedder.FitAsync(documents.AllChunksAsync(chunking, cancellationToken), await documents.ChunkCountAsync(cancellationToken), options, learning, cancellationToken);
                if (learnt is not null) _models.Keep(name, learnt);
                LargeStep.GiveBack();
                return learnt;
            },
            building, cancellationToken);
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
            return FittedDrift.Reason(_models.Of(collection.Name, collection.Embedder), chunks, written as FittedVectors);
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
        return collection.Embedder is { Kind: EmbedderKind.Fitted } fitted ? _models.Of(collection.Name, fitted) : null;
    }

    /// <summary>Deletes a collection: the files of its indexes, its documents, itself. A deletion that broke off is taken up.</summary>
    /// <param name="name">The collection.</param>
    /// <param name="beside">Cleans what belongs to it and lies elsewhere, while nobody can write it; null for nothing. It may be called again after a crash.</param>
    /// <param name="cancellationToken">Ignored once it has begun.</param>
    /// <returns>The deletion, which has yet to be noted as complete.</returns>
    /// <exception cref="IndexLockedException">A writer holds the collection.</exception>
    public async ValueTask<Deletion> RemoveAsync(CollectionName name, Func<Task>? beside, CancellationToken cancellationToken)
    {
        _ = await Collections.GetAsync(name, cancellationToken);
        Deletion deletion;
        using (LockCollection(name))
        {
            var documents = Documents(name);
            deletion = (await Deletions.UnfinishedAsync(cancellationToken)).Find(d => d.IsWhole && d.Collection == name) ?? await documents.BeginDeletionAsync(null, [], cancellationToken);

            // Files first: broken off in between, the collection is still there and can be removed again. The other way round, a new
            // collection of this name would find its files.
            foreach (var generation in Directory.EnumerateDirectories(Path.Combine(_indexes, name.Value))) Directory.Delete(generation, recursive: true);
            if (beside is not null) await beside();
            while (await documents.DeleteSomeAsync(deletion, CancellationToken.None) is var (advanced, _)) deletion = advanced;
            await Collections.RemoveAsync(name, CancellationToken.None);
            Acronyms.Forget(name);
            await ReadingQueue.Of(_database, name, _time).ClearAsync(CancellationToken.None);
            await _database.PurgeAsync(CancellationToken.None);
            Retire(name, []);
        }

        var folder = Path.Combine(_indexes, name.Value);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        return deletion;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var index in _open.Values) index.Dispose();
            foreach (var index in _retired) index.Dispose();
            _open.Clear();
            _retired.Clear();
        }
    }

    private async ValueTask<Collection> BuildLockedAsync(
        CollectionName name, GenerationRequest request, Func<string, ValueTask<IChunkVectors?>> vectorsOf, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var collection = await Collections.GetAsync(name, cancellationToken);
        await RemoveRemnantsAsync(name, cancellationToken);
        var documents = Documents(name);
        var plan = request.Chunking ?? ChunkingPlan.Parse(collection.InUse.Plan);
        var building = await Collections.BeginAsync(name, plan, cancellationToken);
        var live = await Collections.GenerationsAsync(name, cancellationToken);
        if (!live.Exists(g => g.State != GenerationState.Building && string.Equals(g.Chunking, building.Chunking, StringComparison.Ordinal)))
            await new ChunkSetBuild(documents, plan).RunAsync(cancellationToken);
        var vectors = await vectorsOf(building.Chunking);
        long commit;
        using (var index = SearchIndex.Open(new FileIndexDirectory(Folder(name, building.Number)), PassageFields.Options(vectors?.Identity)))
            commit = await new IndexBuild(documents, building.Chunking, vectors).RunAsync(index, progress, cancellationToken);
        await Collections.SwitchAsync(name, building with { Embedder = vectors?.Identity, Commit = commit }, request.KeepsEarlier, cancellationToken);
        await RemoveRemnantsAsync(name, cancellationToken);
        return (await Collections.FindAsync(name, cancellationToken))!;
    }

    // What no live generation has: earlier ones, and what a broken-off build left. What is deleted from the collection must not live on there.
    private async ValueTask<List<Generation>> RemoveRemnantsAsync(CollectionName name, CancellationToken cancellationToken)
    {
        var all = await Collections.GenerationsAsync(name, cancellationToken);
        foreach (var broken in all.Where(g => g.State == GenerationState.Building)) await Collections.ForgetAsync(name, broken.Number, cancellationToken);
        var live = all.FindAll(g => g.State != GenerationState.Building);
        Retire(name, live);
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(_indexes, name.Value)))
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && !live.Exists(g => g.Number == number))
                Directory.Delete(folder, recursive: true);
        _models.RemoveOthers(name, live);
        await Documents(name).RemoveOtherChunksAsync(cancellationToken);
        return live;
    }

    private GenerationWriter WriterOf(
        CollectionName name, Generation generation, IChunkVectors? inUse, EmbedderIdentity? configured, IEmbeddingGenerator<string, Embedding<float>>? generator)
    {
        var isInUse = generation.State == GenerationState.InUse;
        var canWrite = isInUse || generation.Embedder is not { Kind: EmbedderKind.Endpoint } || generation.Embedder == configured;
        canWrite &= string.Equals(ChunkingPlan.Parse(generation.Plan).Fingerprint, generation.Chunking, StringComparison.Ordinal);
        var vectors = isInUse ? inUse : canWrite ? Embeddings(name, generation.Embedder, configured, generator) : null;
        var index = IndexOf(name, generation);
        new OpenCollection(new Collection(name, generation.MadeAt, generation), Documents(name), index).OpenSnapshot().Dispose();
        return new GenerationWriter(generation, ChunkingPlan.Parse(generation.Plan).CreateChunker(), index, vectors, canWrite);
    }

    private IDisposable LockCollection(CollectionName name) => new FileIndexDirectory(Path.Combine(_indexes, name.Value)).Lock("writer.lock");

    private SearchIndex IndexOf(CollectionName name, Generation generation)
    {
        lock (_gate)
        {
            if (_open.TryGetValue((name, generation.Number), out var open)) return open;
            try
            {
                return _open[(name, generation.Number)] = SearchIndex.Open(new FileIndexDirectory(Folder(name, generation.Number)), PassageFields.Options(generation.Embedder));
            }
            catch (IndexDamagedException problem)
            {
                throw IndexDamage.Of(name, problem);
            }
        }
    }

    // A search in flight may still read an old index, so it is closed with the knowledge base, not now.
    private void Retire(CollectionName name, List<Generation> live)
    {
        lock (_gate)
        {
            foreach (var key in _open.Keys.Where(k => k.Name == name && !live.Exists(g => g.Number == k.Generation)).ToList())
                if (_open.Remove(key, out var index)) _retired.Add(index);
        }
    }

    private string Folder(CollectionName name, int generation) =>
        Path.Combine(_indexes, name.Value, generation.ToString(CultureInfo.InvariantCulture));
}
