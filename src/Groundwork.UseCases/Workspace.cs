using System.Collections.Concurrent;
using System.Security.Cryptography;
using Groundwork.Documents;
using Groundwork.Knowledge;
using Groundwork.Models;
using Groundwork.Search;
using Groundwork.Sources;
using Groundwork.Storage;
using Groundwork.UseCases.Conversing;
using Groundwork.UseCases.Experimenting;
using Groundwork.UseCases.Monitoring;
using Groundwork.UseCases.Wiring;
using Microsoft.Extensions.AI;

namespace Groundwork.UseCases;

/// <summary>One data directory, opened: the database, the indexes and the configured models. Everything else is built from it.</summary>
/// <remarks>Safe for concurrent use; several processes may open the same directory.</remarks>
public sealed class Workspace : IAsyncDisposable
{
    // The route that a re-rank endpoint is reached by.
    private const string RerankRoute = "rerank";

    private readonly SqliteDatabase _database;
    private readonly RetrievalPipeline _pipeline;
    private readonly SemaphoreSlim _probing = new(1, 1);
    private readonly ConcurrentDictionary<CollectionName, Collection> _settled = [];
    private readonly SemaphoreSlim _renewing = new(1, 1);
    private readonly Lock _gate = new();
    private Embedder? _embedder;
    private IDocumentReading? _reading;

    private Workspace(Settings settings, SqliteDatabase database, TimeProvider time)
    {
        Settings = settings;
        Time = time;
        _database = database;
        Models = new GatewayAccess(settings, time, sentence => Notices?.Invoke(sentence));
        Knowledge = new KnowledgeBase(database, Path.Combine(settings.DataDirectory, "indexes"), time, EmbedderRefusals.MayLieInTheText);
        _pipeline = new RetrievalPipeline(Knowledge, time);
        Readers = new ReaderSet(new ReadingLimits
        {
            MaxBytes = settings.MaxDocumentBytes,
            // OCR ends before the deadline does, so that the pages read until then are kept.
            MaxOcrTime = TimeSpan.FromSeconds(Math.Min(ReadingLimits.Default.MaxOcrTime.TotalSeconds, 0.6 * settings.ReadingDeadline.TotalSeconds)),
        });
        Answers = new AnswerLog(database, time);
        Asked = new ProductionAnswers(database);
        Conversations = new ConversationStore(database, time, RandomNumberGenerator.GetBytes, settings.Conversations);
        Processes = new ProcessMark(Path.Combine(settings.DataDirectory, "answering"), time);
        Shares = new ShareStore(database, time, RandomNumberGenerator.GetBytes);
        Keys = new KeyStore(database, time);
        Evals = new EvalAccess(settings, time);
        Experiments = new RunningExperiments(Evals);
        Ingestions = new JobQueue(database, "ingestions", time);
        Sources = new SourceFactory(time, Path.Combine(settings.DataDirectory, "cache"), name => Secrets(name));
    }

    /// <summary>What the installation is told.</summary>
    public Settings Settings { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>All collections.</summary>
    public KnowledgeBase Knowledge { get; }

    /// <summary>Readers by media type.</summary>
    public ReaderSet Readers { get; }

    /// <summary>What was asked and answered.</summary>
    public AnswerLog Answers { get; }

    /// <summary>The same with the answers of conversations, by time.</summary>
    internal ProductionAnswers Asked { get; }

    /// <summary>The way to every model.</summary>
    internal GatewayAccess Models { get; }

    /// <summary>Datasets, runs and what was concluded from them.</summary>
    internal EvalAccess Evals { get; }

    /// <summary>What collections try out.</summary>
    internal RunningExperiments Experiments { get; }

    /// <summary>The keys that programs present.</summary>
    public KeyStore Keys { get; }

    /// <summary>Makes sources of what was registered.</summary>
    public SourceFactory Sources { get; }

    /// <summary>Where sources look up the environment variables that they are told to take secrets from. Set before anything is synchronised.</summary>
    public Func<string, string?> Secrets { get; set; } = Environment.GetEnvironmentVariable;

    /// <summary>Conversations with their turns.</summary>
    internal ConversationStore Conversations { get; }

    /// <summary>Who answers which turn.</summary>
    internal ProcessMark Processes { get; }

    /// <summary>Addresses of shared conversations.</summary>
    internal ShareStore Shares { get; }

    /// <summary>Ingestions that outlive the process they were asked of.</summary>
    internal JobQueue Ingestions { get; }

    /// <summary>Lets few pages of originals be drawn side by side.</summary>
    internal SemaphoreSlim Drawing { get; } = new(2, 2);

    /// <summary>Told, in one sentence for people, what makes a request take longer than usual.</summary>
    public Action<string>? Notices { get; set; }

    /// <summary>Program and arguments that lead to <see cref="ServeReading"/>; null to read documents in this process. Set before anything is read.</summary>
    public IReadOnlyList<string>? ReadingCommand { get; set; }

    /// <summary>Where documents are read.</summary>
    public IDocumentReading Reading
    {
        get
        {
            lock (_gate)
                return _reading ??= MakeReading();
        }
    }

    /// <summary>Name of the model that writes answers; null for extraction.</summary>
    public string? ChatModel => Models.ModelOf(GatewaySettings.ChatRoute);

    /// <summary>Folder of a collection's uploaded files.</summary>
    public string UploadsOf(CollectionName collection) => Path.Combine(Settings.DataDirectory, "uploads", collection.Value);

    /// <summary>Folder of the documents that programs handed over to a collection.</summary>
    public string PushedOf(CollectionName collection) => Path.Combine(UploadsOf(collection), ".push");

    /// <summary>The registered sources of a collection.</summary>
    public SourceStore SourcesOf(CollectionName collection) => new(_database, collection, Time);

    /// <summary>Opens or makes a data directory.</summary>
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    /// <exception cref="StorageException">It cannot be used; says why.</exception>
    public static async Task<Workspace> OpenAsync(Settings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Validate() is { Count: > 0 } problems) throw new SettingsException(string.Join(' ', problems));
        try
        {
            Directory.CreateDirectory(settings.DataDirectory);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(StorageFailure.Unavailable, $"The data directory {settings.DataDirectory} cannot be made ({problem.Message}). Choose another with --data or GROUNDWORK_DATA.", problem);
        }

        var database = await SqliteDatabase.OpenAsync(
            Path.Combine(settings.DataDirectory, "groundwork.db"), [.. KnowledgeSchema.Migrations, .. SourceStore.Migrations, .. SqlEventStreams.Migrations, .. AnswerLog.Migrations, .. KeyStore.Migrations, .. ConversationStore.Migrations], time, cancellationToken);
        var workspace = new Workspace(settings, database, time);
        await new DeletionCompletion(workspace).ResumeAsync(cancellationToken);
        await BrokenOffTurns.EndAsync(workspace.Conversations, workspace.Processes, cancellationToken);
        return workspace;
    }

    /// <summary>The configured embedder. Its dimensions are asked for once.</summary>
    public async ValueTask<Embedder> EmbedderAsync(CancellationToken cancellationToken)
    {
        if (Models.ModelOf(GatewaySettings.EmbedRoute) is not { } model) return Embedder.None;
        if (_embedder is { } known) return known;
        await _probing.WaitAsync(cancellationToken);
        try
        {
            if (_embedder is { } probed) return probed;
            var generator = await ModelEmbedderAsync(Caller.Local, cancellationToken);
            var sample = await generator.GenerateAsync(["dimensions"], cancellationToken: cancellationToken);
            return _embedder = new Embedder(new EmbedderIdentity(model, sample[0].Vector.Length), generator);
        }
        finally
        {
            _probing.Release();
        }
    }

    /// <summary>The configured embedder for a collection that needs one: not where words alone, or what was learnt from it, do the work.</summary>
    internal ValueTask<Embedder> EmbedderOfAsync(Collection collection, CancellationToken cancellationToken) =>
        collection.Embedder is { Kind: EmbedderKind.Endpoint } ? EmbedderAsync(cancellationToken) : ValueTask.FromResult(Embedder.None);

    // What is embedded for a question is booked to whoever asks it.
    private async ValueTask<Embedder> EmbedderOfAsync(Collection collection, Caller caller, CancellationToken cancellationToken) =>
        await EmbedderOfAsync(collection, cancellationToken) is { Identity: not null } known ? known with { Generator = await ModelEmbedderAsync(caller, cancellationToken) } : Embedder.None;

    private async ValueTask<IEmbeddingGenerator<string, Embedding<float>>> ModelEmbedderAsync(Caller caller, CancellationToken cancellationToken) =>
        (await Models.OpenAsync(cancellationToken)).Embedder(GatewaySettings.EmbedRoute, new CallContext(caller));

    /// <summary>Makes the index of a collection again when it is of an earlier format or analysis. Requests for it wait meanwhile.</summary>
    /// <exception cref="IndexLockedException">Another process is at it, or writes the collection.</exception>
    public async ValueTask RenewAsync(CollectionName name, CancellationToken cancellationToken)
    {
        if (await Knowledge.ReasonToRenewAsync(name, cancellationToken) is null) return;
        await _renewing.WaitAsync(cancellationToken);
        try
        {
            if (await Knowledge.ReasonToRenewAsync(name, cancellationToken) is not { } madeWith) return;
            Notices?.Invoke($"The index of \"{name}\" was made with {madeWith}. It is made again from the database.");
            var collection = await Knowledge.Collections.GetAsync(name, cancellationToken);
            var embedder = await EmbedderOfAsync(collection, cancellationToken);
            var counting = new RenewalProgress(name, Notices);
            await Knowledge.RebuildAsync(name, Knowledge.Embeddings(collection, embedder.Identity, embedder.Generator), GenerationRequest.Same, counting, cancellationToken);
            Notices?.Invoke($"The index of \"{name}\" is ready: {counting.Chunks} chunks.");
        }
        finally
        {
            _renewing.Release();
        }
    }

    /// <summary>Retrieval from a collection.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="collapsesDuplicates">One document speaks for those that say nearly the same.</param>
    /// <param name="steps">What happens between question and passages; null for what the collection was tuned to, else <see cref="RetrievalPipeline.Default"/>.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    /// <exception cref="InvalidRequestException">A step needs a model, and none is configured.</exception>
    public ValueTask<IRetriever> RetrieverAsync(string collection, bool collapsesDuplicates, IReadOnlyList<RetrievalStep>? steps, CancellationToken cancellationToken) =>
        RetrieverAsync(collection, collapsesDuplicates, steps, Caller.Local, cancellationToken);

    /// <summary>The same on somebody's behalf: what models cost is theirs.</summary>
    internal async ValueTask<IRetriever> RetrieverAsync(string collection, bool collapsesDuplicates, IReadOnlyList<RetrievalStep>? steps, Caller caller, CancellationToken cancellationToken)
    {
        var name = CollectionName.Parse(collection);
        var settled = await SettleAsync(name, cancellationToken);
        CheckSteps(steps);

        // What a collection was tuned to with a model holds without one as far as it goes.
        steps ??= [.. (settled.Steps ?? RetrievalPipeline.Default).Where(s => !IsLacking(s))];
        var chat = steps.Any(RetrievalPipeline.NeedsChat) ? (await Models.OpenAsync(cancellationToken)).Chat(GatewaySettings.ChatRoute, ContextOf(settled, caller)) : null;
        var endpoint = steps.Any(RetrievalPipeline.NeedsEndpoint) ? (await Models.OpenAsync(cancellationToken)).Reranker(RerankRoute, ContextOf(settled, caller)) : null;
        RerankScores? scores = endpoint is null ? null : async (question, passages, token) => (await endpoint.RerankAsync(question, passages, token)).Scores;
        var configured = steps.Contains(RetrievalStep.HypotheticalPassage) ? (await EmbedderOfAsync(settled, cancellationToken)).Identity : null;
        return _pipeline.Around(
            new LazyRetriever(this, name, caller), name, steps,
            new StepHelpers { Chat = chat, Endpoint = scores, Embedder = configured, Duplicates = collapsesDuplicates ? Knowledge.Duplicates(name) : null });
    }

    // An answer that is kept dies with the build and the commit it was made from.
    private static CallContext ContextOf(Collection collection, Caller caller) => new(caller, FormattableString.Invariant($"{collection.Name}/{collection.InUse.Number}/{collection.Commit}"));

    /// <summary>Refuses steps that need what is not configured.</summary>
    /// <exception cref="InvalidRequestException">A step needs a model, and none is configured.</exception>
    internal void CheckSteps(IReadOnlyList<RetrievalStep>? steps)
    {
        foreach (var step in steps ?? [])
            if (Lacks(step) is { } lacking) throw new InvalidRequestException($"The step \"{StepNames.Of(step)}\" needs {lacking}, and none is configured. Leave it out.");
    }

    /// <summary>Whether a step needs what is not configured.</summary>
    internal bool IsLacking(RetrievalStep step) => Lacks(step) is not null;

    private string? Lacks(RetrievalStep step) =>
        RetrievalPipeline.NeedsChat(step) && ChatModel is null ? "a chat model"
        : RetrievalPipeline.NeedsEndpoint(step) && Models.ModelOf(RerankRoute) is null ? $"a re-rank endpoint (a route called \"{RerankRoute}\")"
        : null;

    /// <summary>Finds chunks by name, from a collection's index alone.</summary>
    internal async ValueTask<FoundChunks> FindAsync(string collection, Question question, int limit, Caller caller, CancellationToken cancellationToken)
    {
        var name = CollectionName.Parse(collection);
        var settled = await SettleAsync(name, cancellationToken);
        return await (await HybridAsync(settled, question, caller, cancellationToken)).FindAsync(question, limit, cancellationToken);
    }

    /// <summary>Answers from a collection: by the configured chat model, or by extraction when there is none.</summary>
    internal async ValueTask<IAnswerer> AnswererAsync(AskRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var wanted = Settings.Answers.For(request);
        var name = CollectionName.Parse(request.Collection);
        var retriever = await RetrieverAsync(request.Collection, request.CollapseDuplicates, StepNames.Read(request.Steps), caller, cancellationToken);
        var documents = Knowledge.Documents(name);
        if (request.Extractive || ChatModel is not { } model) return new ExtractiveAnswerer(retriever, documents, wanted.Options);
        var context = ContextOf(await Knowledge.Collections.GetAsync(name, cancellationToken), caller);
        var chat = (await Models.OpenAsync(cancellationToken)).Chat(GatewaySettings.ChatRoute, context);
        return new GenerativeAnswerer(retriever, documents, chat, model, wanted.Options, wanted.Judges ? chat : null);
    }

    /// <summary>Checks the database itself.</summary>
    public ValueTask<IReadOnlyList<string>> VerifyDatabaseAsync(CancellationToken cancellationToken) => _database.VerifyAsync(cancellationToken);

    /// <summary>Removes what deleting left behind in the database's files.</summary>
    public ValueTask PurgeDatabaseAsync(CancellationToken cancellationToken) => _database.PurgeAsync(cancellationToken);

    /// <summary>Whole milliseconds since a timestamp of <see cref="Time"/>.</summary>
    public long ElapsedMs(long startedTimestamp) => (long)Time.GetElapsedTime(startedTimestamp).TotalMilliseconds;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_reading is not null) await _reading.DisposeAsync();
        Knowledge.Dispose();
        Processes.Dispose();
        await Models.DisposeAsync();
        await Evals.DisposeAsync();
        _probing.Dispose();
        _renewing.Dispose();
        Drawing.Dispose();
        await _database.DisposeAsync();
    }

    private IDocumentReading MakeReading()
    {
        var here = new InProcessReading(Readers, Settings.ReadingDeadline, Time);
        if (ReadingCommand is not { } command) return here;
        var options = new ReadingWorkerOptions(command) { Workers = Settings.IngestParallel, Deadline = Settings.ReadingDeadline, MemoryBytes = Settings.ReadingMemoryBytes };
        return new QuickStartReading(here, new ReadingWorkers(options, Readers, Time));
    }

    // A crash may have left documents that are stored and not yet searchable; the first reader settles them unless a writer is at work.
    private async ValueTask<Collection> SettleAsync(CollectionName name, CancellationToken cancellationToken)
    {
        var collection = await Knowledge.Collections.GetAsync(name, cancellationToken);
        // The same object comes back as long as nothing at all was written to the database.
        if (_settled.TryGetValue(name, out var settled) && ReferenceEquals(settled, collection)) return collection;
        await RenewAsync(name, cancellationToken);
        collection = await Knowledge.Collections.GetAsync(name, cancellationToken);
        if ((await Knowledge.Documents(name).PendingAsync(cancellationToken)).Count == 0)
        {
            _settled[name] = collection;
            return collection;
        }

        try
        {
            var embedder = await EmbedderOfAsync(collection, cancellationToken);
            await using var writer = await Knowledge.OpenWriterAsync(name, embedder.Identity, embedder.Generator, cancellationToken);
        }
        catch (IndexLockedException)
        {
        }

        return collection;
    }

    // A search by words alone, or by a vector that came with it, asks nothing of the embedder, so it also works while the embedder is away.
    private async ValueTask<HybridRetriever> HybridAsync(Collection collection, Question question, Caller caller, CancellationToken cancellationToken)
    {
        var embeds = question.Mode != RetrievalMode.Text && question.Vector is null;
        var embedder = embeds ? await EmbedderOfAsync(collection, caller, cancellationToken) : Embedder.None;
        return new HybridRetriever(Knowledge, collection.Name, embedder.Identity, embedder.Generator);
    }

    private sealed class RenewalProgress(CollectionName name, Action<string>? notices) : IProgress<long>
    {
        private const long ChunksPerNotice = 10_000;

        public long Chunks { get; private set; }

        public void Report(long value)
        {
            if (value / ChunksPerNotice > Chunks / ChunksPerNotice) notices?.Invoke($"The index of \"{name}\": {value} chunks.");
            Chunks = value;
        }
    }

    private sealed class LazyRetriever(Workspace workspace, CollectionName name, Caller caller) : IRetriever
    {
        public async ValueTask<Retrieved> RetrieveAsync(Question question, int limit, bool explain, CancellationToken cancellationToken)
        {
            ArgumentNullException.ThrowIfNull(question);
            return await (await workspace.HybridAsync(await workspace.Knowledge.Collections.GetAsync(name, cancellationToken), question, caller, cancellationToken)).RetrieveAsync(question, limit, explain, cancellationToken);
        }
    }
}
