using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    private const string ChunkColumns =
        "c.id, c.document, d.version, c.ordinal, c.start, c.length, c.text, c.headings, d.title, d.path, d.media_type, d.language, d.metadata";

    internal IDatabase Database => database;

    internal TimeProvider Time => time;

    /// <summary>Stores documents and their chunks, replacing earlier versions, in one transaction.</summary>
    /// <returns>Ids of the chunks that were replaced.</returns>
    public ValueTask<IReadOnlyList<ChunkId>> PutAsync(IReadOnlyList<ReadDocument> documents, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var replaced = new List<ChunkRecord>();
            var hasCachedVectors = await HasCachedVectorsAsync(session);
            foreach (var read in documents)
            {
                await ForgetEarlierSourceAsync(session, read.Document);
                replaced.AddRange(await RemoveAsync(session, read.Document.Id));
                await InsertAsync(session, read);
                if (hasCachedVectors) await NoteUsesAsync(session, read);
            }

            await RemoveVectorsAsync(session, replaced, kept: documents.SelectMany(d => d.Records()));
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

    /// <summary>Forgets the vectors of all chunks: a vector tells much of the text it was made of.</summary>
    public async ValueTask RemoveVectorsAsync(CancellationToken cancellationToken)
    {
        const int BatchChunks = 1024;
        var batch = new List<ChunkRecord>();
        await foreach (var chunk in AllChunksAsync(cancellationToken))
        {
            batch.Add(chunk);
            if (batch.Count == BatchChunks) await RemoveBatchAsync();
        }

        await RemoveBatchAsync();

        async ValueTask RemoveBatchAsync()
        {
            await database.WriteAsync(session => RemoveVectorsAsync(session, batch, kept: []), cancellationToken);
            batch.Clear();
        }
    }

    /// <summary>Forgets a file and its problems; its documents are removed apart.</summary>
    public ValueTask<int> RemoveSourceAsync(string path, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            await session.ExecuteAsync("delete from problems where collection = @collection and path = @path", ("@collection", collection.Value), ("@path", path));
            return await session.ExecuteAsync("delete from sources where collection = @collection and path = @path", ("@collection", collection.Value), ("@path", path));
        },
        cancellationToken);

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
            "select id, path, hash, reading, chunks from documents where collection = @collection and id = @id",
            ReadStored,
            ("@collection", collection.Value), ("@id", id.Value)),
        cancellationToken);

    /// <summary>The documents that came from one file.</summary>
    public ValueTask<List<StoredDocument>> FromPathAsync(string path, CancellationToken cancellationToken) => database.ReadAsync(
        s => s.QueryAsync(
            "select id, path, hash, reading, chunks from documents where collection = @collection and path = @path order by id",
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
            """
            select id, title, path, media_type, language, version, characters, chunks, read_at from documents
            where collection = @collection and (@contains is null or id like @contains escape '\' or title like @contains escape '\')
            order by id limit @limit offset @skip
            """,
            row => new DocumentSummary(
                new DocumentId(row.GetString(0)), row.GetString(1), row.GetString(2), row.GetString(3), new LanguageCode(row.GetString(4)),
                new ContentHash(row.GetString(5)), row.GetInt32(6), row.GetInt32(7), ReadTime(row.GetString(8))),
            ("@collection", collection.Value), ("@contains", contains is null ? null : $"%{EscapeLike(contains)}%"), ("@limit", limit), ("@skip", skip)),
        cancellationToken);

    /// <summary>How many documents there are.</summary>
    public ValueTask<long> CountAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(s => s.CountAsync("select count(*) from documents where collection = @collection", ("@collection", collection.Value)), cancellationToken);

    /// <summary>How many chunks there are.</summary>
    public ValueTask<long> ChunkCountAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(s => s.CountAsync("select coalesce(sum(chunks), 0) from documents where collection = @collection", ("@collection", collection.Value)), cancellationToken);

    /// <summary>A whole document, or null.</summary>
    public ValueTask<Document?> LoadAsync(DocumentId id, CancellationToken cancellationToken) => database.ReadAsync(
        s => s.FirstAsync<Document>(
            "select id, version, path, line, media_type, title, language, text, structure, metadata, notes from documents where collection = @collection and id = @id",
            ReadDocument,
            ("@collection", collection.Value), ("@id", id.Value)),
        cancellationToken);

    /// <summary>The chunks of a document, in order.</summary>
    public ValueTask<List<ChunkRecord>> ChunksOfAsync(DocumentId id, CancellationToken cancellationToken) =>
        database.ReadAsync(s => ChunksOfAsync(s, id), cancellationToken);

    /// <summary>Chunks by id; those that no longer exist are left out.</summary>
    public ValueTask<Dictionary<string, ChunkRecord>> ChunksAsync(IReadOnlyCollection<ChunkId> ids, CancellationToken cancellationToken) => database.ReadAsync(
        async s =>
        {
            var found = new Dictionary<string, ChunkRecord>(StringComparer.Ordinal);
            foreach (var id in ids)
                if (await s.FirstAsync<ChunkRecord>(
                        $"select {ChunkColumns} from chunks c join documents d on d.collection = c.collection and d.id = c.document where c.collection = @collection and c.id = @id",
                        ReadChunk,
                        ("@collection", collection.Value), ("@id", id.Value)) is { } chunk)
                    found[id.Value] = chunk;
            return found;
        },
        cancellationToken);

    /// <summary>All chunks, by document and ordinal, a page at a time.</summary>
    public async IAsyncEnumerable<ChunkRecord> AllChunksAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int PageRows = 512;
        var (document, ordinal) = (string.Empty, -1);
        while (true)
        {
            var (afterDocument, afterOrdinal) = (document, ordinal);
            var page = await database.ReadAsync(
                s => s.QueryAsync(
                    $"""
                     select {ChunkColumns} from chunks c join documents d on d.collection = c.collection and d.id = c.document
                     where c.collection = @collection and (c.document, c.ordinal) > (@document, @ordinal) order by c.document, c.ordinal limit @rows
                     """,
                    ReadChunk,
                    ("@collection", collection.Value), ("@document", afterDocument), ("@ordinal", afterOrdinal), ("@rows", PageRows)),
                cancellationToken);
            foreach (var chunk in page) yield return chunk;
            if (page.Count < PageRows) yield break;
            (document, ordinal) = (page[^1].Chunk.Document.Value, page[^1].Chunk.Ordinal);
        }
    }

    /// <summary>Ids of chunks whose place in the index is not yet settled: to be added when they exist, to be removed when not.</summary>
    public ValueTask<List<ChunkId>> PendingAsync(CancellationToken cancellationToken) => database.ReadAsync(
        s => s.QueryAsync("select chunk from pending where collection = @collection order by chunk", row => new ChunkId(row.GetString(0)), ("@collection", collection.Value)),
        cancellationToken);

    /// <summary>Notes that the index has settled these chunks at a commit.</summary>
    public ValueTask<int> SettleAsync(IReadOnlyCollection<ChunkId> chunks, long commit, CancellationToken cancellationToken) => database.WriteAsync(
        async s =>
        {
            foreach (var chunk in chunks)
                await s.ExecuteAsync("delete from pending where collection = @collection and chunk = @chunk", ("@collection", collection.Value), ("@chunk", chunk.Value));
            return await s.ExecuteAsync(
                "update collections set index_commit = @commit where name = @collection and index_commit < @commit", ("@commit", commit), ("@collection", collection.Value));
        },
        cancellationToken);

    private static string EscapeLike(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    private static StoredDocument ReadStored(DbDataReader row) =>
        new(new DocumentId(row.GetString(0)), row.GetString(1), new ContentHash(row.GetString(2)), row.GetString(3), row.GetInt32(4));

    private static Document ReadDocument(DbDataReader row)
    {
        var (blocks, origins) = StructureText.ReadStructure(row.GetString(8));
        var id = new DocumentId(row.GetString(0));
        var language = new LanguageCode(row.GetString(6));
        var source = new SourceInfo(id, row.GetString(2), row.GetString(4), row.GetString(5), language, StructureText.ReadMetadata(row.GetString(9)), row.GetInt32(3));
        return new Document(
            id, new ContentHash(row.GetString(1)), source, row.GetString(5), language, row.GetString(7), blocks, origins, StructureText.ReadList(row.GetString(10)));
    }

    private static ChunkRecord ReadChunk(DbDataReader row) => new(
        new Chunk(
            new ChunkId(row.GetString(0)), new DocumentId(row.GetString(1)), new ContentHash(row.GetString(2)), row.GetInt32(3),
            new TextSpan(row.GetInt32(4), row.GetInt32(5)), row.GetString(6), StructureText.ReadList(row.GetString(7))),
        row.GetString(8), row.GetString(9), row.GetString(10), new LanguageCode(row.GetString(11)), StructureText.ReadMetadata(row.GetString(12)));

    private static DateTimeOffset ReadTime(string text) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture);

    private static async ValueTask<int> RemoveVectorsAsync(SqlSession session, IReadOnlyCollection<ChunkRecord> removed, IEnumerable<ChunkRecord> kept)
    {
        if (removed.Count == 0 || await session.CountAsync("select count(*) from (select 1 from embeddings limit 1)") == 0) return 0;
        var hashes = removed.Select(r => ContentHash.OfText(ChunkEmbeddings.TextOf(r))).Except(kept.Select(k => ContentHash.OfText(ChunkEmbeddings.TextOf(k))));
        var count = 0;
        foreach (var hash in hashes)
            count += await session.ExecuteAsync(
                "delete from embeddings where text_hash = @hash and not exists (select 1 from embedding_uses u where u.text_hash = @hash)", ("@hash", hash.Hex));
        return count;
    }

    // Vectors are kept by text for collections with an embedder behind an address; what is learnt or brought along is not.
    private async ValueTask<bool> HasCachedVectorsAsync(SqlSession session) =>
        await session.CountAsync(
            "select count(*) from collections where name = @collection and embedder is not null and coalesce(embedder_kind, 'Endpoint') = 'Endpoint'", ("@collection", collection.Value)) > 0;

    // A vector stays as long as any document holds its text, so that a file which moves is not embedded again.
    private async ValueTask NoteUsesAsync(SqlSession session, ReadDocument read)
    {
        foreach (var hash in read.Records().Select(r => ContentHash.OfText(ChunkEmbeddings.TextOf(r))).Distinct())
            await session.ExecuteAsync(
                "insert into embedding_uses (text_hash, collection, document) values (@hash, @collection, @document) on conflict do nothing",
                ("@hash", hash.Hex), ("@collection", collection.Value), ("@document", read.Document.Id.Value));
    }

    private async ValueTask<List<ChunkRecord>> RemoveAsync(SqlSession session, DocumentId id)
    {
        var chunks = await ChunksOfAsync(session, id);
        foreach (var chunk in chunks) await NotePendingAsync(session, chunk.Chunk.Id);
        await session.ExecuteAsync("delete from documents where collection = @collection and id = @id", ("@collection", collection.Value), ("@id", id.Value));
        return chunks;
    }

    private ValueTask<List<ChunkRecord>> ChunksOfAsync(SqlSession session, DocumentId id) => session.QueryAsync(
        $"select {ChunkColumns} from chunks c join documents d on d.collection = c.collection and d.id = c.document where c.collection = @collection and c.document = @id order by c.ordinal",
        ReadChunk,
        ("@collection", collection.Value), ("@id", id.Value));

    // A document that comes from another file now leaves its old file without it. Forgetting that file makes the next run read it again.
    private ValueTask<int> ForgetEarlierSourceAsync(SqlSession session, Document document) => session.ExecuteAsync(
        "delete from sources where collection = @collection and path <> @path and path = (select path from documents where collection = @collection and id = @id)",
        ("@collection", collection.Value), ("@path", document.Source.Path), ("@id", document.Id.Value));

    private ValueTask<int> NotePendingAsync(SqlSession session, ChunkId chunk) => session.ExecuteAsync(
        "insert into pending (collection, chunk) values (@collection, @chunk) on conflict do nothing", ("@collection", collection.Value), ("@chunk", chunk.Value));

    private async ValueTask InsertAsync(SqlSession session, ReadDocument read)
    {
        var document = read.Document;
        await session.ExecuteAsync(
            """
            insert into documents (collection, id, path, line, hash, version, title, language, media_type, text, characters, structure, metadata, notes, chunks, reading, read_at)
            values (@collection, @id, @path, @line, @hash, @version, @title, @language, @media, @text, @characters, @structure, @metadata, @notes, @chunks, @reading, @at)
            """,
            ("@collection", collection.Value), ("@id", document.Id.Value), ("@path", document.Source.Path), ("@line", document.Source.FirstLine),
            ("@hash", read.SourceHash.Hex), ("@version", document.Hash.Hex), ("@title", document.Title), ("@language", document.Language.Code),
            ("@media", document.Source.MediaType), ("@text", document.Text), ("@characters", document.Text.Length),
            ("@structure", StructureText.OfStructure(document)), ("@metadata", StructureText.OfMetadata(document.Source.Metadata)),
            ("@notes", StructureText.OfList(document.Notes)), ("@chunks", read.Chunks.Count), ("@reading", read.Reading), ("@at", Now()));
        if (document.Source.Vector is { Values.IsEmpty: false } vector)
            await session.ExecuteAsync(
                "insert into given_vectors (collection, document, vector) values (@collection, @document, @vector)",
                ("@collection", collection.Value), ("@document", document.Id.Value), ("@vector", MemoryMarshal.AsBytes(vector.Values.Span).ToArray()));
        foreach (var chunk in read.Chunks)
        {
            await session.ExecuteAsync(
                "insert into chunks (collection, id, document, ordinal, start, length, text, headings) values (@collection, @id, @document, @ordinal, @start, @length, @text, @headings)",
                ("@collection", collection.Value), ("@id", chunk.Id.Value), ("@document", document.Id.Value), ("@ordinal", chunk.Ordinal),
                ("@start", chunk.Span.Start), ("@length", chunk.Span.Length), ("@text", chunk.Text), ("@headings", StructureText.OfList(chunk.Headings)));
            await NotePendingAsync(session, chunk.Id);
        }
    }

    private string Now() => time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
}
