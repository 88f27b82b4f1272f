using System.Data.Common;
using Groundwork.Documents;
using Groundwork.Language;
using Groundwork.Storage;

namespace Groundwork.Knowledge.Storing;

/// <summary>
/// The rows of a collection's chunks, inside the transactions of its store. Whatever changes them notes in the same transaction which
/// generations have yet to settle it.
/// </summary>
internal sealed class ChunkRows(CollectionName collection)
{
    /// <summary>The chunking of the generation in use, as a value inside a statement with a parameter @collection.</summary>
    public const string ChunkingInUse = "(select g.chunking from generations g where g.collection = @collection and g.state = 'InUse')";

    private const string Select = """
        select c.id, c.document, d.version, c.ordinal, c.start, c.length, c.text, c.headings, d.title, d.path, d.media_type, d.language, d.metadata,
          c.parent_start, c.parent_length, c.chunking
        from chunks c join documents d on d.collection = c.collection and d.id = c.document where c.collection = @collection
        """;

    public async ValueTask<string> ChunkingInUseAsync(SqlSession session) =>
        (await session.FirstAsync<string>("select " + ChunkingInUse, row => row.GetString(0), ("@collection", collection.Value)))!;

    /// <summary>One chunk; of any chunking when that is null.</summary>
    public ValueTask<ChunkRecord?> FindAsync(SqlSession session, ChunkId id, string? chunking) => session.FirstAsync<ChunkRecord>(
        $"{Select} and c.id = @id and (@chunking is null or c.chunking = @chunking)", Read, ("@collection", collection.Value), ("@id", id.Value), ("@chunking", chunking));

    /// <summary>The chunks of a document in order; of all chunkings when that is null.</summary>
    public ValueTask<List<ChunkRecord>> OfAsync(SqlSession session, DocumentId document, string? chunking) => session.QueryAsync(
        $"{Select} and c.document = @id and (@chunking is null or c.chunking = @chunking) order by c.chunking, c.ordinal",
        Read,
        ("@collection", collection.Value), ("@id", document.Value), ("@chunking", chunking));

    /// <summary>Chunks of one chunking by document and ordinal, after a place.</summary>
    public ValueTask<List<ChunkRecord>> PageAsync(SqlSession session, string chunking, string document, int ordinal, int rows) => session.QueryAsync(
        $"{Select} and (c.document, c.ordinal) > (@document, @ordinal) and c.chunking = @chunking order by c.document, c.ordinal limit @rows",
        Read,
        ("@collection", collection.Value), ("@chunking", chunking), ("@document", document), ("@ordinal", ordinal), ("@rows", rows));

    /// <summary>Chunkings that have chunks and no generation. It reads an index alone, so it may be asked whenever a writer opens.</summary>
    public ValueTask<List<string>> SurplusChunkingsAsync(SqlSession session) => session.QueryAsync(
        "select distinct chunking from chunks where collection = @collection and chunking not in (select chunking from generations where collection = @collection)",
        row => row.GetString(0),
        ("@collection", collection.Value));

    /// <summary>Removes some chunks of one chunking without a note: no generation has them.</summary>
    /// <returns>Those that went.</returns>
    public async ValueTask<List<ChunkRecord>> RemoveSomeAsync(SqlSession session, string chunking, int most)
    {
        var some = await session.QueryAsync($"{Select} and c.chunking = @chunking limit @most", Read, ("@collection", collection.Value), ("@chunking", chunking), ("@most", most));
        foreach (var record in some)
            await session.ExecuteAsync(
                "delete from chunks where collection = @collection and id = @id and chunking = @chunking", ("@collection", collection.Value), ("@id", record.Chunk.Id.Value), ("@chunking", chunking));
        return some;
    }

    /// <summary>Adds chunks, for every generation of their chunking to settle.</summary>
    public async ValueTask InsertAsync(SqlSession session, ChunkSet set)
    {
        foreach (var chunk in set.Chunks)
        {
            await InsertAsync(session, chunk, set.Chunking);
            await session.ExecuteAsync(
                """
                insert into unsettled (collection, generation, chunk)
                select collection, number, @chunk from generations where collection = @collection and chunking = @chunking and state <> 'Building' on conflict do nothing
                """,
                ("@collection", collection.Value), ("@chunking", set.Chunking), ("@chunk", chunk.Id.Value));
        }
    }

    /// <summary>Adds one chunk without a note: a build takes it up.</summary>
    public ValueTask<int> InsertAsync(SqlSession session, Chunk chunk, string chunking) => session.ExecuteAsync(
        """
        insert into chunks (collection, id, document, ordinal, start, length, text, headings, chunking, parent_start, parent_length)
        values (@collection, @id, @document, @ordinal, @start, @length, @text, @headings, @chunking, @parentStart, @parentLength)
        """,
        ("@collection", collection.Value), ("@id", chunk.Id.Value), ("@document", chunk.Document.Value), ("@ordinal", chunk.Ordinal),
        ("@start", chunk.Span.Start), ("@length", chunk.Span.Length), ("@text", chunk.Text), ("@headings", StructureText.OfList(chunk.Headings)),
        ("@chunking", chunking), ("@parentStart", chunk.Parent?.Start), ("@parentLength", chunk.Parent?.Length));

    /// <summary>Notes that a chunk goes, for every generation to settle.</summary>
    public ValueTask<int> NoteRemovedAsync(SqlSession session, ChunkId chunk) => session.ExecuteAsync(
        "insert into unsettled (collection, generation, chunk) select collection, number, @chunk from generations where collection = @collection and state <> 'Building' on conflict do nothing",
        ("@collection", collection.Value), ("@chunk", chunk.Value));

    private static ChunkRecord Read(DbDataReader row) => new(
        new Chunk(
            new ChunkId(row.GetString(0)), new DocumentId(row.GetString(1)), new ContentHash(row.GetString(2)), row.GetInt32(3),
            new TextSpan(row.GetInt32(4), row.GetInt32(5)), row.GetString(6), StructureText.ReadList(row.GetString(7)),
            row.IsDBNull(13) ? null : new TextSpan(row.GetInt32(13), row.GetInt32(14))),
        row.GetString(8), row.GetString(9), row.GetString(10), new LanguageCode(row.GetString(11)), StructureText.ReadMetadata(row.GetString(12)))
    {
        HasContext = ChunkingPlan.HasContext(row.GetString(15)),
    };
}
