using Groundwork.Documents;
using Groundwork.Sources;
using Groundwork.Storage;
using Groundwork.TestKit;
using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge.Tests;

/// <summary>A data directory with one collection, and a folder of sources beside it.</summary>
internal sealed class Shelf : IAsyncDisposable
{
    public static readonly CollectionName Name = CollectionName.Parse("notes");

    private readonly TemporaryDirectory _place = new();

    private Shelf(SqliteDatabase database, EmbedderIdentity? identity, IEmbeddingGenerator<string, Embedding<float>>? embedder)
    {
        Database = database;
        Identity = identity;
        Embedder = embedder;
        Knowledge = Open(database);
    }

    public ManualClock Clock { get; } = new();

    public SqliteDatabase Database { get; private set; }

    public KnowledgeBase Knowledge { get; private set; }

    public EmbedderIdentity? Identity { get; set; }

    public IEmbeddingGenerator<string, Embedding<float>>? Embedder { get; set; }

    public ReadingLimits Limits { get; set; } = new();

    /// <summary>Where documents are read; null for this process.</summary>
    public IDocumentReading? Reading { get; set; }

    public IngestOptions? Options { get; set; }

    public string Data => Path.Combine(_place.Path, "data");

    public string Indexes => Path.Combine(Data, "indexes");

    public string Sources => Path.Combine(_place.Path, "sources");

    public DocumentStore Documents => Knowledge.Documents(Name);

    public static async Task<Shelf> OpenAsync(HashingEmbedder? embedder = null) =>
        await OpenAsync(embedder is null ? null : new EmbedderIdentity(embedder.Name, embedder.Dimensions), embedder);

    public static async Task<Shelf> OpenAsync(EmbedderIdentity? identity, IEmbeddingGenerator<string, Embedding<float>>? embedder)
    {
        var shelf = new Shelf(null!, identity, embedder);
        Directory.CreateDirectory(shelf.Data);
        Directory.CreateDirectory(shelf.Sources);
        await shelf.StartAsync();
        return shelf;
    }

    /// <summary>Closes everything as a process does that ends, and opens it again.</summary>
    public async Task ReopenAsync()
    {
        Knowledge.Dispose();
        await Database.DisposeAsync();
        await StartAsync();
    }

    /// <summary>How a collection that is made now cuts its documents.</summary>
    public ChunkingPlan Chunking { get; set; } = ChunkingPlan.Default;

    public string Write(string name, string content)
    {
        var path = Path.Combine(Sources, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(Sources, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public async Task<CollectionWriter> OpenWriterAsync()
    {
        await Knowledge.Collections.GetOrMakeAsync(Name, Identity, Chunking, default);
        return await Knowledge.OpenWriterAsync(Name, Identity, Embedder, default);
    }

    public Task<Ingested> IngestAsync(params string[] paths) => IngestAsync(default(CancellationToken), paths);

    public Task<Ingested> IngestAsync(CancellationToken cancellationToken, params string[] paths) =>
        IngestAsync((ingestor, token) => ingestor.IngestAsync(paths.Length == 0 ? [Sources] : paths, token), cancellationToken);

    public Task<Ingested> IngestFromAsync(params ISource[] sources) => IngestAsync((ingestor, token) => ingestor.IngestAsync(sources, token), default);

    /// <summary>Ingests while the clock moves on whenever a failed try waits for the next.</summary>
    public Task<Ingested> IngestPatientlyAsync(params string[] paths) => PatientlyAsync(IngestAsync(paths));

    /// <summary>Lets the clock move on whenever a failed try waits for the next.</summary>
    public async Task<Ingested> PatientlyAsync(Task<Ingested> ingesting)
    {
        var longest = TimeSpan.FromSeconds(10);
        while (true)
        {
            var waits = Clock.TimerDueAsync(due => due > TimeSpan.Zero && due <= longest);
            if (await Task.WhenAny(ingesting, waits) == ingesting) return await ingesting;
            Clock.Advance(longest);
        }
    }

    private async Task<Ingested> IngestAsync(Func<Ingestor, CancellationToken, IAsyncEnumerable<IngestEvent>> ingest, CancellationToken cancellationToken)
    {
        await using var writer = await OpenWriterAsync();
        var events = new List<IngestEvent>();
        await foreach (var happened in ingest(new Ingestor(writer, new ReaderSet(Limits), Reading, Options), cancellationToken)) events.Add(happened);
        return new Ingested(events);
    }

    public async Task<Retrieved> RetrieveAsync(string words, int limit = 10, RetrievalMode mode = RetrievalMode.Hybrid, params string[] filters)
    {
        var retriever = new HybridRetriever(Knowledge, Name, Identity, Embedder);
        return await retriever.RetrieveAsync(new Question(words, FilterText.Parse(filters), mode), limit, explain: false, default);
    }

    /// <summary>Ids of the documents found, best first.</summary>
    public async Task<IReadOnlyList<string>> SearchAsync(string words, params string[] filters) =>
        [.. (await RetrieveAsync(words, 50, RetrievalMode.Hybrid, filters)).Passages.Select(p => p.Chunk.Document.Value).Distinct(StringComparer.Ordinal)];

    public async Task<IReadOnlyList<string>> IdsAsync() => [.. (await Documents.ListAsync(null, 0, 10_000, default)).Select(d => d.Id.Value)];

    public async Task<IReadOnlyList<SourceProblem>> ProblemsAsync() => await Documents.ProblemsAsync(default);

    public async Task MustBeCleanAsync()
    {
        (await new CollectionCheck(Knowledge, Name).RunAsync(default)).Problems.ShouldBeEmpty();
        (await Database.VerifyAsync(default)).ShouldBeEmpty();
    }

    /// <summary>The files of the data directory that hold these bytes.</summary>
    public IReadOnlyList<string> FilesWith(string text) => Bytes.FilesWith(Data, text);

    public async ValueTask DisposeAsync()
    {
        Knowledge.Dispose();
        await Database.DisposeAsync();
        _place.Dispose();
    }

    // What CountingEmbedder throws for a text that it refuses.
    private KnowledgeBase Open(SqliteDatabase database) => new(database, Indexes, Clock, problem => problem is InvalidOperationException);

    private async Task StartAsync()
    {
        Database = await SqliteDatabase.OpenAsync(Path.Combine(Data, "groundwork.db"), KnowledgeSchema.Migrations, Clock, default);
        Knowledge = Open(Database);
    }
}
