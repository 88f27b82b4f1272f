using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Groundwork.Documents;
using Groundwork.Knowledge.Storing;
using Groundwork.Language;
using Groundwork.Storage;

namespace Groundwork.Knowledge;

/// <summary>
/// Sources, documents and chunks of one collection in the database: the truth from which its index can be rebuilt. Every change of
/// chunks notes their ids as pending in the same transaction; the note goes when the index has them, so a crash loses nothing.
/// </summary>
/// <param name="database">Opened with <see cref="KnowledgeSchema.Migrations"/>.</param>
/// <param name="collection">The collection.</param>
/// <param name="time">Clock for reading times.</param>
public sealed class DocumentStore(IDatabase database, CollectionName collection, TimeProvider time)
{
    private readonly ChunkRows _chunks = new(collection);

    internal IDatabase Database => database;

    internal TimeProvider Time => time;

    /// <summary>Stores documents and their chunks, replacing earlier versions, in one transaction.</summary>
    /// <returns>Ids of the chunks that were replaced.</returns>
    public ValueTask<IReadOnlyList<ChunkId>> PutAsync(IReadOnlyList<ReadDocument> documents, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var inUse = await _chunks.ChunkingInUseAsync(session);
            var replaced = new List<ChunkRecord>();
            foreach (var read in documents)
            {
                await ForgetEarlierSourceAsync(session, read.Document);
                replaced.AddRange(await RemoveAsync(session, read.Document.Id));
                await InsertAsync(session, read);
                foreach (var set in read.Others.Prepend(new ChunkSet(inUse, read.Chunks))) await _chunks.InsertAsync(session, set);
            }

            await RemoveVectorsAsync(session, replaced, kept: documents.SelectMany(d => d.Others.Select(o => o.Chunking).Prepend(inUse).SelectMany(d.Records)));
            return (IReadOnlyList<ChunkId>)[.. replaced.Select(r => r.Chunk.Id)];
        },
        cancellationToken);

    /// <summary>Removes documents and their chunks in one transaction.</summary>
    /// <returns>Ids of the chunks that went with them.</returns>
    public ValueTask<IReadOnlyList<ChunkId>> RemoveAsync(IReadOnlyList<DocumentId> documents, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var removed = new List<ChunkRecord>();
            foreach (var id in documents) removed.AddRange(await RemoveAsync(session, id));
            await RemoveVectorsAsync(session, removed, kept: []);
            return (IReadOnlyList<ChunkId>)[.. removed.Select(r => r.Chunk.Id)];
        },
        cancellationToken);

    /// <summary>Begins a deletion: from here on it will be completed, by this process or another.</summary>
    /// <param name="documents">Ids; null for the whole collection.</param>
    /// <param name="files">Files and folders of the data directory that go with it; that they were read is forgotten.</param>
    /// <param name="cancellationToken">Begins nothing.</param>
    public ValueTask<Deletion> BeginDeletionAsync(IReadOnlyList<DocumentId>? documents, IReadOnlyList<string> files, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var forgotten = 0;
            foreach (var file in files) forgotten += await RemoveSourceAsync(session, file);
            return await new DeletionStore(database, time).BeginAsync(session, collection, documents, files, [new("database: files that count as read", forgotten)]);
        },
        cancellationToken);

    /// <summary>Removes the next documents of a deletion and forgets their files, in one transaction that is short however many there are.</summary>
    /// <returns>The deletion as it stands then, and the chunks that went; null when no document is left.</returns>
    public ValueTask<(Deletion Deletion, IReadOnlyList<ChunkId> Chunks)?> DeleteSomeAsync(Deletion deletion, CancellationToken cancellationToken) => database.WriteAsync<(Deletion, IReadOnlyList<ChunkId>)?>(
        async session =>
        {
            const int MostDocuments = 256;
            const int EnoughChunks = 4096;
            ArgumentNullException.ThrowIfNull(deletion);
            var left = await DeletionStore.LeftAsync(session, deletion, MostDocuments);
            if (left.Count == 0) return null;
            var (done, removed, texts, sources) = (new List<DocumentId>(), new List<ChunkRecord>(), new List<(DocumentId, byte[])>(), 0);
            foreach (var id in left.TakeWhile(_ => removed.Count < EnoughChunks))
            {
                done.Add(id);
                if (await session.FirstAsync<string[]>(
                    "select text, path from documents where collection = @collection and id = @id", row => [row.GetString(0), row.GetString(1)], ("@collection", collection.Value), ("@id", id.Value)) is not [var text, var path]) continue;
                texts.Add((id, DeletionStore.WindowsOf(text)));
                removed.AddRange(await RemoveAsync(session, id));
                sources += await RemoveSourceAsync(session, path);
            }

            var vectors = await RemoveVectorsAsync(session, removed, kept: []);
            var advanced = await DeletionStore.AdvanceAsync(
                session, deletion, done, texts,
                [
                    new("database: files that count as read", sources), new("database: documents", texts.Count), new("database: chunks of every generation", removed.Count),
                    new("database: cached vectors", vectors),
                ]);
            return (advanced, [.. removed.Select(r => r.Chunk.Id)]);
        },
        cancellationToken);

    /// <summary>Forgets a file and its problems; its documents are removed apart.</summary>
    public ValueTask<int> RemoveSourceAsync(string path, CancellationToken cancellationToken) => database.WriteAsync(session => RemoveSourceAsync(session, path), cancellationToken);

    /// <summary>Every file read so far, by path.</summary>
    public async ValueTask<Dictionary<string, StoredSource>> SourcesAsync(CancellationToken cancellationToken) =>
        (await database.ReadAsync(
            s => s.QueryAsync(
                "select path, hash, reading from sources where collection = @collection",
                row => new StoredSource(row.GetString(0), new ContentHash(row.GetString(1)), row.GetString(2)),
                ("@collection", collection.Value)),
            cancellationToken)).ToDictionary(s => s.Path, StringComparer.Ordinal);

    /// <summary>What could not be read, by path.</summary>
    public ValueTask<List<SourceProblem>> ProblemsAsync(CancellationToken cancellationToken) => database.ReadAsync(
        s => s.QueryAsync(
            "select path, place, reason, message from problems where collection = @collection order by path, place",
            row => new SourceProblem(
                row.GetString(1).Length == 0 ? row.GetString(0) : $"{row.GetString(0)}, {row.GetString(1)}",
                Enum.Parse<UnreadableReason>(row.GetString(2)),
                row.GetString(3)),
            ("@collection", collection.Value)),
        cancellationToken);

    /// <summary>Paths of files that have problems on record.</summary>
    public async ValueTask<HashSet<string>> ProblemPathsAsync(CancellationToken cancellationToken) =>
        (await database.ReadAsync(
            s => s.QueryAsync("select distinct path from problems where collection = @collection", row => row.GetString(0), ("@collection", collection.Value)),
            cancellationToken)).ToHashSet(StringComparer.Ordinal);

    /// <summary>What is stored under an id, or null.</summary>
    public ValueTask<StoredDocument?> FindAsync(DocumentId id, CancellationToken cancellationToken) => database.ReadAsync(
        s => s.FirstAsync<StoredDocument>(
            "select id, path, hash, reading from documents where collection = @collection and id = @id",
            ReadStored,
            ("@collection", collection.Value), ("@id", id.Value)),
        cancellationToken);

    /// <summary>The documents that came from one file.</summary>
    public ValueTask<List<StoredDocument>> FromPathAsync(string path, CancellationToken cancellationToken) => database.ReadAsync(
        s => s.QueryAsync(
            "select id, path, hash, reading from documents where collection = @collection and path = @path order by id",
            ReadStored,
            ("@collection", collection.Value), ("@path", path)),
        cancellationToken);

    /// <summary>A page of documents, by id.</summary>
    /// <param name="contains">Only those whose id or title contains this text, capitals of a–z ignored; null for all.</param>
    /// <param name="skip">Documents to leave out first.</param>
    /// <param name="limit">Most documents returned.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public ValueTask<List<DocumentSummary>> ListAsync(string? contains, int skip, int limit, CancellationToken cancellationToken) => database.ReadAsync(
        s => s.QueryAsync(
            $"""
            select d.id, d.title, d.path, d.media_type, d.language, d.version, d.characters,
              (select count(*) from chunks c where c.collection = d.collection and c.document = d.id and c.chunking = {ChunkRows.ChunkingInUse}), d.read_at,
              exists(select 1 from chunks c join generations g on g.collection = c.collection and g.state = 'InUse'
                join unsettled u on u.collection = c.collection and u.generation = g.number and u.chunk = c.id where c.collection = d.collection and c.document = d.id)
            from documents d where d.collection = @collection and (@contains is null or d.id like @contains escape '\' or d.title like @contains escape '\')
            order by d.id limit @limit offset @skip
            """,
            row => new DocumentSummary(
                new DocumentId(row.GetString(0)), row.GetString(1), row.GetString(2), row.GetString(3), new LanguageCode(row.GetString(4)),
                new ContentHash(row.GetString(5)), row.GetInt32(6), row.GetInt32(7), ReadTime(row.GetString(8)), row.GetBoolean(9)),
            ("@collection", collection.Value), ("@contains", contains is null ? null : $"%{EscapeLike(contains)}%"), ("@limit", limit), ("@skip", skip)),
        cancellationToken);

    /// <summary>Hash of what the collection holds: every document with its version, title, language and metadata. Equal hashes mean equal documents.</summary>
    /// <remarks>Reads a row per document, so it takes seconds for a million of them.</remarks>
    public async ValueTask<ContentHash> StateAsync(CancellationToken cancellationToken)
    {
        const int PageSize = 10_000;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var after = string.Empty; ;)
        {
            var page = await database.ReadAsync(
                s => s.QueryAsync(
                    "select id, version, title, language, metadata from documents where collection = @collection and id > @after order by id limit @limit",
                    row => (Id: row.GetString(0), State: string.Join('\0', row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4))),
                    ("@collection", collection.Value), ("@after", after), ("@limit", PageSize)),
                cancellationToken);
            foreach (var (id, state) in page) hash.AppendData(Encoding.UTF8.GetBytes($"{id}\0{state}\n"));
            if (page.Count < PageSize) return new ContentHash(Convert.ToHexStringLower(hash.GetHashAndReset()));
            after = page[^1].Id;
        }
    }

    /// <summary>How many documents there are.</summary>
    public ValueTask<long> CountAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(s => s.CountAsync("select count(*) from documents where collection = @collection", ("@collection", collection.Value)), cancellationToken);

    /// <summary>How many chunks the generation in use has.</summary>
    public ValueTask<long> ChunkCountAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(s => s.CountAsync($"select count(*) from chunks where collection = @collection and chunking = {ChunkRows.ChunkingInUse}", ("@collection", collection.Value)), cancellationToken);

    /// <summary>A whole document, or null.</summary>
    public ValueTask<Document?> LoadAsync(DocumentId id, CancellationToken cancellationToken) => database.ReadAsync(
        s => s.FirstAsync<Document>(
            "select id, version, path, line, media_type, title, language, text, structure, metadata, notes from documents where collection = @collection and id = @id",
            ReadDocument,
            ("@collection", collection.Value), ("@id", id.Value)),
        cancellationToken);

    /// <summary>Whole documents, by id, with the vectors that came with them.</summary>
    /// <param name="after">Id after which the page begins; empty for the first.</param>
    /// <param name="limit">Most documents returned.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public ValueTask<List<Document>> PageAsync(string after, int limit, CancellationToken cancellationToken) => database.ReadAsync(
        s => s.QueryAsync(
            """
            select d.id, d.version, d.path, d.line, d.media_type, d.title, d.language, d.text, d.structure, d.metadata, d.notes, v.vector
            from documents d left join given_vectors v on v.collection = d.collection and v.document = d.id
            where d.collection = @collection and d.id > @after order by d.id limit @limit
            """,
            row => ReadDocument(row) is var document && row.IsDBNull(11)
                ? document
                : document with { Source = document.Source with { Vector = new GivenVector(MemoryMarshal.Cast<byte, float>((byte[])row.GetValue(11)).ToArray(), null) } },
            ("@collection", collection.Value), ("@after", after), ("@limit", limit)),
        cancellationToken);

    /// <summary>The chunks of a document in the generation in use, in order.</summary>
    public ValueTask<List<ChunkRecord>> ChunksOfAsync(DocumentId id, CancellationToken cancellationToken) => database.ReadAsync(
        async s => await _chunks.OfAsync(s, id, await _chunks.ChunkingInUseAsync(s)), cancellationToken);

    /// <summary>The chunks of a document under one chunking, in order.</summary>
    public ValueTask<List<ChunkRecord>> ChunksOfAsync(DocumentId id, string chunking, CancellationToken cancellationToken) =>
        database.ReadAsync(s => _chunks.OfAsync(s, id, chunking), cancellationToken);

    /// <summary>Chunks by id; those that no longer exist are left out.</summary>
    public ValueTask<Dictionary<string, ChunkRecord>> ChunksAsync(IReadOnlyCollection<ChunkId> ids, CancellationToken cancellationToken) => ChunksAsync(ids, chunking: null, cancellationToken);

    /// <summary>Chunks by id under one chunking; those that do not exist there are left out.</summary>
    /// <param name="ids">The chunks.</param>
    /// <param name="chunking">The chunking; null for any, where an id is known to be of the right one.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public ValueTask<Dictionary<string, ChunkRecord>> ChunksAsync(IReadOnlyCollection<ChunkId> ids, string? chunking, CancellationToken cancellationToken) => database.ReadAsync(
        async s =>
        {
            var found = new Dictionary<string, ChunkRecord>(StringComparer.Ordinal);
            foreach (var id in ids)
                if (await _chunks.FindAsync(s, id, chunking) is { } chunk)
                    found[id.Value] = chunk;
            return found;
        },
        cancellationToken);

    /// <summary>Ids of the first chunks of one chunking, by document and ordinal.</summary>
    internal ValueTask<List<ChunkId>> ChunkIdsAsync(string chunking, int most, CancellationToken cancellationToken) => database.ReadAsync(
        s => s.QueryAsync(
            "select id from chunks where collection = @collection and chunking = @chunking order by document, ordinal limit @most",
            row => new ChunkId(row.GetString(0)),
            ("@collection", collection.Value), ("@chunking", chunking), ("@most", most)),
        cancellationToken);

    /// <summary>All chunks of one chunking, by document and ordinal, a page at a time.</summary>
    public async IAsyncEnumerable<ChunkRecord> AllChunksAsync(string chunking, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int PageRows = 512;
        var (document, ordinal) = (string.Empty, -1);
        while (true)
        {
            var (afterDocument, afterOrdinal) = (document, ordinal);
            var page = await database.ReadAsync(s => _chunks.PageAsync(s, chunking, afterDocument, afterOrdinal, PageRows), cancellationToken);
            foreach (var chunk in page) yield return chunk;
            if (page.Count < PageRows) yield break;
            (document, ordinal) = (page[^1].Chunk.Document.Value, page[^1].Chunk.Ordinal);
        }
    }

    /// <summary>Ids of chunks whose place in the index of the generation in use is not yet settled.</summary>
    public ValueTask<List<ChunkId>> PendingAsync(CancellationToken cancellationToken) => database.ReadAsync(
        s => s.QueryAsync(
            "select u.chunk from unsettled u join generations g on g.collection = u.collection and g.number = u.generation where u.collection = @collection and g.state = 'InUse' order by u.chunk",
            row => new ChunkId(row.GetString(0)),
            ("@collection", collection.Value)),
        cancellationToken);

    /// <summary>Ids of chunks whose place in the index of a generation is not yet settled: to be added when they exist under its chunking, to be removed when not.</summary>
    public ValueTask<List<ChunkId>> PendingAsync(int generation, CancellationToken cancellationToken) => database.ReadAsync(
        s => s.QueryAsync(
            "select chunk from unsettled where collection = @collection and generation = @generation order by chunk",
            row => new ChunkId(row.GetString(0)),
            ("@collection", collection.Value), ("@generation", generation)),
        cancellationToken);

    /// <summary>Notes that the index of a generation has settled these chunks at a commit.</summary>
    public ValueTask<int> SettleAsync(int generation, IReadOnlyCollection<ChunkId> chunks, long commit, CancellationToken cancellationToken) => database.WriteAsync(
        async s =>
        {
            foreach (var chunk in chunks)
                await s.ExecuteAsync(
                    "delete from unsettled where collection = @collection and generation = @generation and chunk = @chunk",
                    ("@collection", collection.Value), ("@generation", generation), ("@chunk", chunk.Value));
            return await s.ExecuteAsync(
                "update generations set index_commit = @commit where collection = @collection and number = @generation and index_commit < @commit",
                ("@commit", commit), ("@collection", collection.Value), ("@generation", generation));
        },
        cancellationToken);

    /// <summary>Stores the chunks of documents under a chunking that no generation in use has yet. They are settled by the build they are for.</summary>
    public ValueTask<int> PutChunksAsync(IReadOnlyList<ChunkSet> sets, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            foreach (var set in sets)
                foreach (var chunk in set.Chunks)
                    await _chunks.InsertAsync(session, chunk, set.Chunking);
            return sets.Count;
        },
        cancellationToken);

    /// <summary>Forgets the chunks of every chunking that no generation has, and the vectors that belong to them alone.</summary>
    public async ValueTask RemoveOtherChunksAsync(CancellationToken cancellationToken)
    {
        const int BatchChunks = 1024;
        foreach (var chunking in await database.ReadAsync(_chunks.SurplusChunkingsAsync, cancellationToken))
        {
            while (await database.WriteAsync(session => RemoveSomeAsync(session, chunking), cancellationToken) == BatchChunks)
            {
            }
        }

        async ValueTask<int> RemoveSomeAsync(SqlSession session, string chunking)
        {
            var surplus = await _chunks.RemoveSomeAsync(session, chunking, BatchChunks);
            await RemoveVectorsAsync(session, surplus, kept: []);
            return surplus.Count;
        }
    }

    private static string EscapeLike(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    private static StoredDocument ReadStored(DbDataReader row) =>
        new(new DocumentId(row.GetString(0)), row.GetString(1), new ContentHash(row.GetString(2)), row.GetString(3));

    private static Document ReadDocument(DbDataReader row)
    {
        var (blocks, origins) = StructureText.ReadStructure(row.GetString(8));
        var id = new DocumentId(row.GetString(0));
        var language = new LanguageCode(row.GetString(6));
        var source = new SourceInfo(id, row.GetString(2), row.GetString(4), row.GetString(5), language, StructureText.ReadMetadata(row.GetString(9)), row.GetInt32(3));
        return new Document(
            id, new ContentHash(row.GetString(1)), source, row.GetString(5), language, row.GetString(7), blocks, origins, StructureText.ReadList(row.GetString(10)));
    }

    private static DateTimeOffset ReadTime(string text) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture);

    // Vectors stay while another document holds the same text, like the new place of a file that moved.
    private async ValueTask<int> RemoveVectorsAsync(SqlSession session, IReadOnlyCollection<ChunkRecord> removed, IEnumerable<ChunkRecord> kept)
    {
        if (removed.Count == 0 || await session.CountAsync("select count(*) from (select 1 from embeddings limit 1)") == 0) return 0;
        var used = kept.Select(HashOf).ToHashSet();
        foreach (var version in removed.Select(r => r.Chunk.Version).Distinct())
            foreach (var id in await session.QueryAsync(
                "select id from documents where collection = @collection and version = @version", row => new DocumentId(row.GetString(0)), ("@collection", collection.Value), ("@version", version.Hex)))
                used.UnionWith((await _chunks.OfAsync(session, id, chunking: null)).Select(HashOf));
        return await ForgetVectorsAsync(session, removed.Select(HashOf).Except(used));
    }

    private static async ValueTask<int> ForgetVectorsAsync(SqlSession session, IEnumerable<ContentHash> texts)
    {
        var count = 0;
        foreach (var hash in texts.Distinct()) count += await session.ExecuteAsync("delete from embeddings where text_hash = @hash", ("@hash", hash.Hex));
        return count;
    }

    private async ValueTask<int> RemoveSourceAsync(SqlSession session, string path)
    {
        await session.ExecuteAsync("delete from problems where collection = @collection and path = @path", ("@collection", collection.Value), ("@path", path));
        await session.ExecuteAsync("delete from source_versions where collection = @collection and path = @path", ("@collection", collection.Value), ("@path", path));
        await Ingestion.ReadingQueue.Of(database, collection, time).RemoveAsync(session, [path]);
        return await session.ExecuteAsync("delete from sources where collection = @collection and path = @path", ("@collection", collection.Value), ("@path", path));
    }

    private static ContentHash HashOf(ChunkRecord record) => ContentHash.OfText(ChunkEmbeddings.TextOf(record));

    private async ValueTask<List<ChunkRecord>> RemoveAsync(SqlSession session, DocumentId id)
    {
        var chunks = await _chunks.OfAsync(session, id, chunking: null);
        foreach (var chunk in chunks) await _chunks.NoteRemovedAsync(session, chunk.Chunk.Id);
        await session.ExecuteAsync("delete from documents where collection = @collection and id = @id", ("@collection", collection.Value), ("@id", id.Value));
        return chunks;
    }

    // A document that comes from another file now leaves its old file without it. Forgetting that file makes the next run read it again.
    private ValueTask<int> ForgetEarlierSourceAsync(SqlSession session, Document document) => session.ExecuteAsync(
        "delete from sources where collection = @collection and path <> @path and path = (select path from documents where collection = @collection and id = @id)",
        ("@collection", collection.Value), ("@path", document.Source.Path), ("@id", document.Id.Value));

    private async ValueTask InsertAsync(SqlSession session, ReadDocument read)
    {
        var document = read.Document;
        await session.ExecuteAsync(
            """
            insert into documents (collection, id, path, line, hash, version, title, language, media_type, text, characters, structure, metadata, notes, reading, read_at)
            values (@collection, @id, @path, @line, @hash, @version, @title, @language, @media, @text, @characters, @structure, @metadata, @notes, @reading, @at)
            """,
            ("@collection", collection.Value), ("@id", document.Id.Value), ("@path", document.Source.Path), ("@line", document.Source.FirstLine),
            ("@hash", read.SourceHash.Hex), ("@version", document.Hash.Hex), ("@title", document.Title), ("@language", document.Language.Code),
            ("@media", document.Source.MediaType), ("@text", document.Text), ("@characters", document.Text.Length),
            ("@structure", StructureText.OfStructure(document)), ("@metadata", StructureText.OfMetadata(document.Source.Metadata)),
            ("@notes", StructureText.OfList(document.Notes)), ("@reading", read.Reading), ("@at", Now()));
        if (read.Sketch is { } sketch) await DuplicateFinder.InsertAsync(session, collection, document.Id, sketch);
        if (document.Source.Vector is { Values.IsEmpty: false } vector)
            await session.ExecuteAsync(
                "insert into given_vectors (collection, document, vector) values (@collection, @document, @vector)",
                ("@collection", collection.Value), ("@document", document.Id.Value), ("@vector", MemoryMarshal.AsBytes(vector.Values.Span).ToArray()));
    }

    private string Now() => time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
}
